using NbaPipeline.Dataflow.State;

namespace NbaPipeline.Dataflow.Tests.State;

public class KeyValueStorePropertyTests
{
    [Fact]
    public void A_store_behaves_as_a_dictionary_through_commits_rollbacks_and_restores()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            Check(seed);
        }
    }

    [Fact]
    public void Byte_array_keys_are_equal_by_content()
    {
        var (store, _) = StoreContext.Attach(new KeyValueStore<byte[], long>("s", Serdes.ByteArray, Serdes.Int64, true));
        store.Put([1, 2], 5);

        store.Get([1, 2]).ShouldBe(5);
        store.Range([0], [1, 2]).Count().ShouldBe(1);
    }

    [Fact]
    public void An_entry_that_was_made_and_deleted_between_two_commits_leaves_no_trace_in_the_changelog()
    {
        var (store, _) = StoreContext.Attach(Create());
        var changelog = new RecordedChangelog();
        store.Put("a", 1);
        store.Delete("a");

        store.WriteChangelog(changelog);

        changelog.OpenCount.ShouldBe(0);
    }

    [Fact]
    public void The_changelog_gets_the_last_value_of_each_key_once_per_commit()
    {
        var (store, _) = StoreContext.Attach(Create());
        var changelog = new RecordedChangelog();
        for (var i = 0; i < 100; i++)
        {
            store.Put($"key {i % 4}", i);
        }

        store.WriteChangelog(changelog);

        changelog.OpenCount.ShouldBe(4);
    }

    private static KeyValueStore<string, long> Create() => new("s", Serdes.String, Serdes.Int64, true);

    private static void Check(int seed)
    {
        var random = new Random(seed);
        var (store, context) = StoreContext.Attach(Create());
        var changelog = new RecordedChangelog();
        var committed = new Dictionary<string, long>();
        var live = new Dictionary<string, long>();
        for (var step = 0; step < 600; step++)
        {
            context.RecordTimestampMs = step;
            var key = $"key {random.Next(40)}";
            switch (random.Next(40))
            {
                case < 18:
                    store.Put(key, step);
                    live[key] = step;
                    break;
                case < 24:
                    store.TryAdd(key, step).ShouldBe(live.TryAdd(key, step), $"seed {seed}, step {step}");
                    break;
                case < 36:
                    store.Delete(key).ShouldBe(live.Remove(key), $"seed {seed}, step {step}");
                    break;
                case < 38:
                    store.WriteChangelog(changelog);
                    changelog.Commit(store);
                    committed = new Dictionary<string, long>(live);
                    break;
                default:
                    // A rollback comes with or without a changelog that was written and aborted.
                    if (random.Next(2) == 0)
                    {
                        store.WriteChangelog(changelog);
                    }
                    changelog.Abort();
                    store.Rollback();
                    live = new Dictionary<string, long>(committed);
                    break;
            }
            if (step % 9 == 0)
            {
                ShouldHold(store, live, $"seed {seed}, step {step}");
            }
        }
        foreach (var compacted in new[] { false, true })
        {
            var (restored, _) = StoreContext.Attach(Create());
            changelog.Restore(restored, compacted);
            ShouldHold(restored, committed, $"seed {seed}, restored, compacted {compacted}");
        }
    }

    private static void ShouldHold(KeyValueStore<string, long> store, Dictionary<string, long> expected, string where)
    {
        store.Count.ShouldBe(expected.Count, where);
        var all = string.Join(' ', store.All().Select(e => $"{e.Key}={e.Value}"));
        Assert.True(all == string.Join(' ', expected.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}={e.Value}")), where);
        var range = store.Range("key 1", "key 2").Select(e => e.Key);
        Assert.True(
            range.SequenceEqual(
                expected
                    .Keys.Where(k => string.CompareOrdinal(k, "key 1") >= 0 && string.CompareOrdinal(k, "key 2") <= 0)
                    .Order(StringComparer.Ordinal)
            ),
            where
        );
    }
}
