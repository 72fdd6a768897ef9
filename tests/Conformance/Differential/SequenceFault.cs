namespace NbaPipeline.Conformance.Tests.Differential;

/// <summary>What is wrong with the producer state that a batch names.</summary>
internal enum SequenceFault
{
    None,

    /// <summary>Sequences are left out.</summary>
    Gap,

    /// <summary>The last accepted batch once more.</summary>
    Repeat,

    /// <summary>The epoch before the producer's own.</summary>
    OldEpoch,

    /// <summary>An epoch nobody gave out.</summary>
    RaisedEpoch,

    /// <summary>A producer id without a sequence.</summary>
    NoSequence,
}
