namespace NbaPipeline.Kafka.Embedded.Topics;

/// <summary>Type of a config's value; numbers of the Kafka protocol.</summary>
internal enum ConfigType : sbyte
{
    Boolean = 1,
    String = 2,
    Int = 3,
    Short = 4,
    Long = 5,
    Double = 6,
    List = 7,
    Class = 8,
    Password = 9,
}
