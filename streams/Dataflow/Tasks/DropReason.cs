namespace NbaPipeline.Dataflow.Tasks;

internal enum DropReason
{
    /// <summary>The window of the record had closed.</summary>
    Late,

    /// <summary>An aggregation, table or join needs a key.</summary>
    NullKey,

    /// <summary>An aggregation or join needs a value.</summary>
    NullValue,
}
