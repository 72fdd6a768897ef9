namespace NbaPipeline.Cli;

/// <summary>Turns the value of a record into JSON.</summary>
internal interface IValueDecoder : IDisposable
{
    /// <summary>Never throws for bad bytes: the reason is in the answer, so that no record is dropped.</summary>
    DecodedValue Decode(TopicRecord record);
}
