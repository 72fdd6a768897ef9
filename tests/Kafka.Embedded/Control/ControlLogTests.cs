using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Storage;
using static NbaPipeline.Kafka.Embedded.Tests.Control.SampleEntries;

namespace NbaPipeline.Kafka.Embedded.Tests.Control;

public sealed class ControlLogTests
{
    private readonly MemoryFiles _files = new();

    [Fact]
    public async Task Entries_are_there_after_a_kill()
    {
        using (ControlLog log = Open())
        {
            (await log.AppendAsync(Topic())).ShouldBe(1);
            (await log.AppendAsync(new OffsetsCommitted("g", [Offset(5)]))).ShouldBe(2);
        }

        using ControlLog again = Open();
        again.LastSequence.ShouldBe(2);
        again.State.Groups["g"].Offsets.Single().Value.Offset.ShouldBe(Offset(5));
    }

    [Fact]
    public async Task Concurrent_entries_get_distinct_places_and_are_all_kept()
    {
        long[] sequences;
        using (ControlLog log = Open())
        {
            await log.AppendAsync(Topic());
            sequences = await Task.WhenAll(
                Enumerable
                    .Range(0, 500)
                    .Select(i => Task.Run(async () => await log.AppendAsync(new GroupGeneration("g" + i, i, "consumer"))))
            );
        }

        sequences.Order().ShouldBe(Enumerable.Range(2, 500).Select(i => (long)i));
        using ControlLog again = Open();
        again.State.Groups.Count.ShouldBe(500);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(20)]
    public async Task Half_a_record_at_the_end_is_set_aside_and_the_rest_is_kept(int bytesLeft)
    {
        long whole;
        using (ControlLog log = Open())
        {
            await log.AppendAsync(Topic());
            whole = Tail().Length;
            await log.AppendAsync(new OffsetsCommitted("g", [Offset(5)]));
        }

        Tail().Truncate(whole + bytesLeft);
        using (ControlLog again = Open())
        {
            again.LastSequence.ShouldBe(1);
            again.State.Groups.ShouldBeEmpty();
            Tail().Length.ShouldBe(whole);
            _files.OpenRead(ControlFiles.CutPath(1, whole)).Length.ShouldBe(bytesLeft);
            (await again.AppendAsync(new OffsetsCommitted("g", [Offset(6)]))).ShouldBe(2);
        }

        using ControlLog third = Open();
        third.State.Groups["g"].Offsets.Single().Value.Offset.Offset.ShouldBe(6);
    }

    [Fact]
    public async Task A_tail_filled_with_zeros_reads_as_the_end()
    {
        long whole;
        using (ControlLog log = Open())
        {
            await log.AppendAsync(Topic());
            whole = Tail().Length;
        }

        Tail().Truncate(whole + 8192);
        using ControlLog again = Open();
        again.LastSequence.ShouldBe(1);
        Tail().Length.ShouldBe(whole);
        _files.Files(ControlFiles.Directory).ShouldNotContain(name => name.EndsWith(".cut", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_record_of_another_place_is_refused_although_it_is_intact()
    {
        using (ControlLog log = Open())
        {
            await log.AppendAsync(new ClusterIdSet("one"));
            await log.AppendAsync(new ClusterIdSet("two"));
        }

        // Both records have the same length: the first one again in the second's place is what an old block would look like.
        IBrokerFile file = Tail();
        byte[] first = new byte[file.Length / 2];
        file.Read(0, first);
        file.Write(first.Length, first);
        using ControlLog again = Open();
        again.LastSequence.ShouldBe(1);
    }

    [Fact]
    public async Task A_full_file_is_followed_by_a_snapshot_and_a_new_file_and_only_two_generations_stay()
    {
        await FillAsync(60, maxFileBytes: 400);
        IReadOnlyList<string> names = _files.Files(ControlFiles.Directory);
        names.Count(name => ControlFiles.TryParseSnapshot(name, out _)).ShouldBe(2);
        names.Count(name => ControlFiles.TryParseLog(name, out _)).ShouldBe(2);
        using ControlLog again = Open();
        again.LastSequence.ShouldBe(61);
        again.State.Groups.Count.ShouldBe(60);
    }

    [Fact]
    public async Task With_the_newest_snapshot_damaged_the_one_before_and_the_files_since_give_the_same()
    {
        await FillAsync(60, maxFileBytes: 400);
        string before = StateAfterLoad();
        string newest = _files.Files(ControlFiles.Directory).Last(name => ControlFiles.TryParseSnapshot(name, out _));
        Flip(ControlFiles.Directory + "/" + newest, 30);
        StateAfterLoad().ShouldBe(before);
    }

    [Fact]
    public async Task Damage_in_an_older_file_refuses_to_start_and_names_file_and_position()
    {
        await FillAsync(60, maxFileBytes: 400);
        string[] snapshots = [.. _files.Files(ControlFiles.Directory).Where(name => ControlFiles.TryParseSnapshot(name, out _))];
        Flip(ControlFiles.Directory + "/" + snapshots[1], 30);
        string older =
            ControlFiles.Directory + "/" + _files.Files(ControlFiles.Directory).First(name => ControlFiles.TryParseLog(name, out _));
        Flip(older, 150);
        string message = Should.Throw<ControlLogException>(() => Open()).Message;
        message.ShouldContain(older);
        message.ShouldMatch(@"position [1-9]\d* \(record \d+\)");
    }

    [Fact]
    public async Task A_missing_file_or_no_readable_snapshot_refuses_to_start()
    {
        await FillAsync(60, maxFileBytes: 400);
        string[] names = [.. _files.Files(ControlFiles.Directory)];
        foreach (string snapshot in names.Where(name => ControlFiles.TryParseSnapshot(name, out _)))
        {
            Flip(ControlFiles.Directory + "/" + snapshot, 30);
        }

        Should.Throw<ControlLogException>(() => Open()).Message.ShouldContain("lacks the records from 1");
    }

    [Fact]
    public async Task A_write_that_fails_once_is_undone_and_the_log_goes_on()
    {
        var failing = new FailingFiles(_files);
        using (ControlLog log = Open(failing))
        {
            await log.AppendAsync(Topic());
            failing.FailWrites = 1;
            (
                await Should.ThrowAsync<ControlLogException>(async () => await log.AppendAsync(new OffsetsCommitted("g", [Offset(5)])))
            ).IsUndone.ShouldBeTrue();
            (await log.AppendAsync(new OffsetsCommitted("g", [Offset(6)]))).ShouldBe(2);
            log.Stopped.IsCompleted.ShouldBeFalse();
        }

        StateOf(_files).Groups["g"].Offsets.Single().Value.Offset.Offset.ShouldBe(6);
    }

    [Fact]
    public async Task A_failed_flush_stops_the_log_for_good()
    {
        var failing = new FailingFiles(_files);
        using ControlLog log = Open(failing);
        await log.AppendAsync(Topic());
        failing.FailFlushes = 1;
        (
            await Should.ThrowAsync<ControlLogException>(async () => await log.AppendAsync(new ProducerIdBlock(1000)))
        ).IsUndone.ShouldBeFalse();
        (await log.Stopped.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBeOfType<ControlLogException>();
        await Should.ThrowAsync<ControlLogException>(async () => await log.AppendAsync(new ProducerIdBlock(2000)));
    }

    [Fact]
    public async Task What_must_not_be_forgotten_is_flushed_under_Interval_and_offsets_are_not()
    {
        var failing = new FailingFiles(_files);
        using ControlLog log = Open(failing);
        await log.AppendAsync(Topic());
        int flushes = failing.Flushes;
        await log.AppendAsync(new OffsetsCommitted("g", [Offset(5)]));
        failing.Flushes.ShouldBe(flushes);
        await log.AppendAsync(new ProducerIdBlock(1000));
        failing.Flushes.ShouldBe(flushes + 1);
        await log.AppendAsync(new TransactionChanged(Transaction(TransactionState.Empty)), alwaysFlush: true);
        failing.Flushes.ShouldBe(flushes + 2);
    }

    /// <summary>Crash point 3 of spec section 21.4 for a kill: before and in the middle of every file operation, roll and snapshot included.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_kill_at_any_step_keeps_every_answered_entry_and_a_second_load_changes_nothing(bool halfWrite)
    {
        var counting = new StoppingFiles(new MemoryFiles());
        await RunAsync(counting, new ControlState());
        counting.Steps.ShouldBeGreaterThan(50);
        for (int stopAt = 1; stopAt <= counting.Steps; stopAt++)
        {
            var files = new MemoryFiles();
            var answered = new ControlState();
            await RunAsync(new StoppingFiles(files) { StopAt = stopAt, HalfWrite = halfWrite }, answered);

            ControlState loaded = StateOf(files);
            foreach (string group in answered.Groups.Keys)
            {
                loaded.Groups.ShouldContainKey(group, $"stopped at {stopAt}");
            }

            (loaded.Groups.Count - answered.Groups.Count).ShouldBeInRange(0, 1, $"stopped at {stopAt}");
            StateText.Of(StateOf(files)).ShouldBe(StateText.Of(loaded), $"stopped at {stopAt}");
        }
    }

    private static async Task RunAsync(StoppingFiles files, ControlState answered)
    {
        try
        {
            using ControlLog log = Open(files, new() { MaxFileBytes = 300, WriteOnCaller = true });
            for (int i = 0; i < 25; i++)
            {
                var entry = new GroupGeneration("g" + i, i, "consumer");
                answered.Apply(entry, await log.AppendAsync(entry, alwaysFlush: i % 3 == 0));
            }

            log.Close();
        }
        catch (IOException) when (files.IsStopped)
        {
            // The kill.
        }
    }

    private async Task FillAsync(int groups, long maxFileBytes)
    {
        using ControlLog log = Open(_files, new() { MaxFileBytes = maxFileBytes });
        await log.AppendAsync(Topic());
        for (int i = 0; i < groups; i++)
        {
            await log.AppendAsync(new OffsetsCommitted("g" + i, [Offset(i)]));
        }
    }

    private static TopicCreated Topic() => new(TopicId, "töpic", 3, 1, new Dictionary<string, string>());

    private ControlLog Open() => Open(_files);

    private static ControlLog Open(IBrokerFiles files, ControlLogOptions? options = null) =>
        ControlLog.Open(files, options ?? new(), NullLogger.Instance);

    private static ControlState StateOf(IBrokerFiles files)
    {
        using ControlLog log = Open(files);
        return log.State;
    }

    private string StateAfterLoad() => StateText.Of(StateOf(_files));

    private IBrokerFile Tail() => _files.OpenRead(ControlFiles.LogPath(1));

    private void Flip(string path, long position)
    {
        IBrokerFile file = _files.Open(path);
        byte[] one = new byte[1];
        file.Read(position, one);
        one[0] ^= 0x55;
        file.Write(position, one);
    }
}
