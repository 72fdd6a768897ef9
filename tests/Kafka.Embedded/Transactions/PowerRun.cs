namespace NbaPipeline.Kafka.Embedded.Tests.Transactions;

/// <summary>What a client of transactional id "t" knows when the power fails.</summary>
internal sealed class PowerRun
{
    public List<(long ProducerId, short Epoch)> Given { get; } = [];

    /// <summary>Answered outcomes by transaction: true for a commit.</summary>
    public Dictionary<int, bool> Outcomes { get; } = [];

    /// <summary>The EndTxn that was sent and not answered.</summary>
    public (long ProducerId, short Epoch, int Number, bool Commit)? Unanswered { get; set; }
}
