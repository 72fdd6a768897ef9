using NbaPipeline.Dataflow.State;

namespace NbaPipeline.Dataflow.Tests.State;

public class WindowStorePropertyTests
{
    private const long SizeMs = 10;
    private const long RetentionMs = 40;

    [Fact]
    public void A_store_serves_what_is_not_expired_through_commits_rollbacks_and_restores()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            Check(seed);
        }
    }

    [Fact]
    public void Expired_entries_get_their_tombstones_a_bounded_number_per_commit()
    {
        var (store, context) = StoreContext.Attach(Create());
        var changelog = new RecordedChangelog();
        const int keys = 25_000;
        for (var i = 0; i < keys; i++)
        {
            store.Put($"key {i}", 0, i);
        }
        store.WriteChangelog(changelog);
        changelog.Commit(store);
        context.StreamTimeMs = 1000;

        var tombstones = new List<int>();
        for (var commit = 0; commit < 4; commit++)
        {
            store.WriteChangelog(changelog);
            tombstones.Add(changelog.OpenTombstones);
            changelog.Commit(store);
        }

        const int bound = WindowStore<string, long>.TombstonesPerCommit;
        tombstones.ShouldBe([bound, bound, keys - (2 * bound), 0]);
        var (restored, _) = StoreContext.Attach(Create());
        changelog.Restore(restored, compacted: false);
        restored.Fetch("key 1", long.MinValue, long.MaxValue).ShouldBeEmpty();
        store.AllSegments.ShouldBeEmpty();
    }

    private static WindowStore<string, long> Create() => new("w", SizeMs, RetentionMs, Serdes.String, Serdes.Int64, true);

    private static void Check(int seed)
    {
        var random = new Random(seed);
        var (store, context) = StoreContext.Attach(Create());
        var changelog = new RecordedChangelog();
        var (live, committed) = (new Dictionary<(string, long), long>(), new Dictionary<(string, long), long>());
        var committedTime = 0L;
        for (var step = 0; step < 400; step++)
        {
            var where = $"seed {seed}, step {step}";
            context.StreamTimeMs += random.Next(4);
            var start = (context.StreamTimeMs - random.Next(60)) / SizeMs * SizeMs;
            switch (random.Next(20))
            {
                case < 17:
                    var key = $"k{random.Next(6)}";
                    var accepted = start >= context.StreamTimeMs - RetentionMs;
                    store.Put(key, start, step).ShouldBe(accepted, where);
                    if (accepted)
                    {
                        live[(key, start)] = step;
                    }
                    break;
                case < 19:
                    store.WriteChangelog(changelog);
                    changelog.Commit(store);
                    (committed, committedTime) = (new(live), context.StreamTimeMs);
                    break;
                default:
                    store.WriteChangelog(changelog);
                    changelog.Abort();
                    store.Rollback();
                    (live, context.StreamTimeMs) = (new(committed), committedTime);
                    break;
            }
            if (step % 9 == 0)
            {
                ShouldHold(store, live, context.StreamTimeMs, where);
            }
        }
        foreach (var compacted in new[] { false, true })
        {
            var (restored, restoredContext) = StoreContext.Attach(Create());
            restoredContext.StreamTimeMs = committedTime;
            changelog.Restore(restored, compacted);
            ShouldHold(restored, committed, committedTime, $"seed {seed}, restored, compacted {compacted}");
        }
    }

    private static void ShouldHold(
        WindowStore<string, long> store,
        Dictionary<(string Key, long Start), long> written,
        long streamTimeMs,
        string where
    )
    {
        for (var k = 0; k < 6; k++)
        {
            var key = $"k{k}";
            var expected = written
                .Where(e => e.Key.Key == key && e.Key.Start >= streamTimeMs - RetentionMs)
                .OrderBy(e => e.Key.Start)
                .Select(e => new KeyValue<long, long>(e.Key.Start, e.Value));
            Assert.True(store.Fetch(key, long.MinValue, long.MaxValue).SequenceEqual(expected), $"{where}, {key}");
        }
    }
}
