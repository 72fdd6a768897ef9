namespace NbaPipeline.Dataflow.Client;

internal enum ClientMessageKind : byte
{
    /// <summary>A data record.</summary>
    Record,

    /// <summary>The readable end of a partition was reached; <see cref="ClientMessage.Offset"/> is the next offset to read, control records included.</summary>
    EndOfPartition,

    /// <summary>The client reports an error for a partition or for itself; see <see cref="ClientMessage.ErrorCode"/>.</summary>
    Error,
}
