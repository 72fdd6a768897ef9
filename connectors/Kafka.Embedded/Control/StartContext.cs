using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>What this start knows about the last stop (spec section 8.5).</summary>
/// <remarks><c>CleanLengths</c>: null after an unclean stop; empty at the first start of all.</remarks>
internal sealed record StartContext(Started Started, IReadOnlyDictionary<string, long>? CleanLengths)
{
    public bool IsClean => CleanLengths is not null;

    /// <summary>Decides from the last start record and what is left of the last stop.</summary>
    public static StartContext Of(ControlState state, IBrokerFiles files, FlushPolicy policy, string bootId)
    {
        if (state.LastStart is not { } last)
        {
            return new(new Started(Run: 1, bootId, UncleanStarts: 0, policy, PowerLossSuspected: false), new Dictionary<string, long>());
        }

        IReadOnlyDictionary<string, long>? lengths = CleanShutdownFile.Read(files, last.Run);
        if (lengths is not null)
        {
            return new(new Started(last.Run + 1, bootId, last.UncleanStarts, policy, PowerLossSuspected: false), lengths);
        }

        // A power failure whose recovery was not completed still has to be recovered from, whatever killed that recovery.
        bool powerLoss =
            (last.PowerLossSuspected && !state.LastStartRecovered)
            || (last.Policy != FlushPolicy.EveryAck && !BootId.IsSame(last.BootId, bootId));
        return new(new Started(last.Run + 1, bootId, last.UncleanStarts + 1, policy, powerLoss), null);
    }

    public RecoveryContext For(ControlState state, TopicPartition partition) =>
        new(CleanLengths, Started.PowerLossSuspected, Started.UncleanStarts, state.LogStarts.GetValueOrDefault(partition));
}
