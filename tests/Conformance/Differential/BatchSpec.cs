namespace NbaPipeline.Conformance.Tests.Differential;

/// <summary>A record batch to be sent; what it leaves out is none.</summary>
internal sealed record BatchSpec(IReadOnlyList<RecordSpec> Records)
{
    public long ProducerId { get; init; } = -1;

    public short Epoch { get; init; } = -1;

    public int Sequence { get; init; } = -1;

    public bool Transactional { get; init; }

    public BatchFault Fault { get; init; }
}
