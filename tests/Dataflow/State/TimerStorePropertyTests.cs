using NbaPipeline.Dataflow.State;

namespace NbaPipeline.Dataflow.Tests.State;

public class TimerStorePropertyTests
{
    [Fact]
    public void Timers_fire_in_the_order_of_time_and_key_bytes_through_commits_rollbacks_and_restores()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            Check(seed);
        }
    }

    private static (TimerStore<string> Store, List<(long, string)> Fired) Create()
    {
        var (store, _) = StoreContext.Attach(new TimerStore<string>("t", Serdes.String, true));
        var fired = new List<(long, string)>();
        store.OnDue = (key, timeMs) => fired.Add((timeMs, key));
        return (store, fired);
    }

    private static SortedSet<(long TimeMs, string Key)> Set(IEnumerable<(long TimeMs, string Key)> timers) =>
        new(
            timers,
            Comparer<(long TimeMs, string Key)>.Create(
                (a, b) => a.TimeMs != b.TimeMs ? a.TimeMs.CompareTo(b.TimeMs) : string.CompareOrdinal(a.Key, b.Key)
            )
        );

    private static void Check(int seed)
    {
        var random = new Random(seed);
        var (store, fired) = Create();
        var changelog = new RecordedChangelog();
        var live = Set([]);
        var committed = Set([]);
        for (var step = 0; step < 500; step++)
        {
            var timer = (TimeMs: (long)random.Next(-5, 30), Key: $"k{random.Next(5)}");
            var where = $"seed {seed}, step {step}";
            switch (random.Next(20))
            {
                case < 8:
                    store.Set(timer.Key, timer.TimeMs);
                    live.Add(timer);
                    break;
                case < 12:
                    store.Cancel(timer.Key, timer.TimeMs).ShouldBe(live.Remove(timer), where);
                    break;
                case < 17 when live.Count > 0:
                    store.FireNext();
                    fired[^1].ShouldBe(live.Min, where);
                    live.Remove(live.Min);
                    break;
                case 18:
                    store.WriteChangelog(changelog);
                    changelog.Commit(store);
                    committed = Set(live);
                    break;
                case 19:
                    store.WriteChangelog(changelog);
                    changelog.Abort();
                    store.Rollback();
                    live = Set(committed);
                    break;
                default:
                    break;
            }
            store.NextDueMs.ShouldBe(live.Count == 0 ? long.MaxValue : live.Min.TimeMs, where);
        }
        foreach (var compacted in new[] { false, true })
        {
            var (restored, restoredFired) = Create();
            changelog.Restore(restored, compacted);
            while (restored.NextDueMs != long.MaxValue)
            {
                restored.FireNext();
            }
            restoredFired.ShouldBe(committed.Select(t => (t.TimeMs, t.Key)), $"seed {seed}, compacted {compacted}");
        }
    }
}
