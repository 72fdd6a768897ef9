using NbaPipeline.Avro;

namespace NbaPipeline.AvroSerdes.Tests;

/// <summary>A record as the generator would write it, small enough to check by hand.</summary>
internal sealed record Pass : IAvroRecord<Pass>
{
    public const string SchemaJson =
        """{"type":"record","name":"Pass","namespace":"test","fields":[{"name":"from","type":"int"},{"name":"to","type":"long"},{"name":"metres","type":"double"}]}""";

    public required int From { get; init; }

    public required long To { get; init; }

    public required double Metres { get; init; }

    public static AvroSchema Schema { get; } = AvroSchema.Parse(SchemaJson);

    public static Pass Decode(ref AvroReader reader)
    {
        reader.EnterRecord(Schema);
        var value = new Pass
        {
            From = reader.ReadInt(),
            To = reader.ReadLong(),
            Metres = reader.ReadDouble(),
        };
        reader.LeaveRecord();
        return value;
    }

    public void Encode(ref AvroWriter writer)
    {
        writer.EnterRecord();
        writer.WriteInt(From);
        writer.WriteLong(To);
        writer.WriteDouble(Metres);
        writer.LeaveRecord();
    }
}
