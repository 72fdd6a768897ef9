using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Tests.Control;

namespace NbaPipeline.Kafka.Embedded.Tests.Transactions;

/// <summary>What a client knows of its transactions when the broker is killed under it.</summary>
internal sealed class CrashRun(StoppingFiles files)
{
    public StoppingFiles Files { get; } = files;

    public List<int> Committed { get; } = [];

    public List<int> AbortedNumbers { get; } = [];

    /// <summary>The EndTxn that was sent and not answered.</summary>
    public (string Id, long ProducerId, short Epoch, int Number, bool Commit)? Unanswered { get; private set; }

    public void Began(string id, long producerId, short epoch, int number, bool commit) =>
        Unanswered = (id, producerId, epoch, number, commit);

    /// <summary>51 and 15 are no outcome: the client would ask again.</summary>
    public void Ended(int number, ErrorCode error)
    {
        if (error == ErrorCode.None)
        {
            (Unanswered!.Value.Commit ? Committed : AbortedNumbers).Add(number);
            Unanswered = null;
        }
    }

    public void Aborted(int number, bool answered)
    {
        if (answered)
        {
            AbortedNumbers.Add(number);
        }
    }
}
