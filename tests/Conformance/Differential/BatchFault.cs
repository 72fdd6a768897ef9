namespace NbaPipeline.Conformance.Tests.Differential;

/// <summary>What is wrong with a batch.</summary>
internal enum BatchFault
{
    None,

    /// <summary>A bit of the payload is flipped after the checksum was made.</summary>
    Checksum,

    /// <summary>It calls itself a control batch, which only a broker writes.</summary>
    Control,

    /// <summary>The format before record batches.</summary>
    Magic,

    /// <summary>The header counts one record more than there are.</summary>
    Count,

    /// <summary>The last offset delta does not fit the count.</summary>
    LastOffset,

    /// <summary>The last ten bytes are missing.</summary>
    Truncated,

    /// <summary>The same batch twice in one field.</summary>
    Twice,

    /// <summary>No bytes at all.</summary>
    Empty,

    /// <summary>A record says it is a byte longer than it is.</summary>
    RecordLength,
}
