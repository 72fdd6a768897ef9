namespace NbaPipeline.Dataflow.State;

/// <summary>Takes the final value of each dirty key of a store, once per commit.</summary>
internal interface IChangelogWriter
{
    void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestampMs);

    void Delete(ReadOnlySpan<byte> key, long timestampMs);
}
