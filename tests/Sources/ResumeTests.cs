using NbaPipeline.Contracts;

namespace NbaPipeline.Sources.Tests;

public sealed class ResumeTests
{
    private const int Batches = 5; // of two records each in Replays.WriteAll

    public static TheoryData<int, bool, bool> EveryCommit()
    {
        var data = new TheoryData<int, bool, bool>();
        for (var commit = 1; commit <= Batches; commit++)
        {
            data.Add(commit, false, false); // killed before the commit
            data.Add(commit, true, false); // killed after it, before hearing so
            data.Add(commit, false, true); // aborted by the broker
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryCommit))]
    public void A_replay_ended_at_any_commit_goes_on_to_the_same_sequence(int commit, bool takesEffect, bool canRetry)
    {
        using var undisturbed = new Replays().WriteAll();
        undisturbed.Run(batchRecords: 2);
        using var replays = new Replays().WriteAll();
        replays.Broker.Failure = (commit, takesEffect, canRetry);

        replays.RunToEndDespiteFailures(batchRecords: 2);

        undisturbed.Broker.Commits.ShouldBe(Batches);
        replays.Sequence.ShouldBe(undisturbed.Sequence);
    }

    [Fact]
    public void Cancelling_leaves_whole_batches_and_the_next_run_goes_on()
    {
        using var undisturbed = new Replays().WriteAll();
        undisturbed.Run();
        using var replays = new Replays().WriteAll();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Should.Throw<OperationCanceledException>(() =>
            new SeasonReplay(
                new SeasonReplayOptions { DataDirectory = replays.Data.Path },
                replays.Files,
                replays.Broker,
                replays.Registry,
                new RecordingProgressSink(),
                TimeProvider.System,
                Microsoft.Extensions.Logging.Abstractions.NullLogger<SeasonReplay>.Instance
            )
                .RunAsync(null, cancelled.Token)
                .GetAwaiter()
                .GetResult()
        );
        replays.Run();

        replays.Sequence.ShouldBe(undisturbed.Sequence);
    }

    [Fact]
    public void A_second_run_over_the_same_files_produces_nothing()
    {
        using var replays = new Replays().WriteAll();
        var first = replays.Run();
        var committed = replays.Broker.Commits;

        var second = replays.Run();

        second.Unchanged.ShouldBeTrue();
        second.CompleteToMs.ShouldBe(first.CompleteToMs);
        second.Layouts.ShouldBeEmpty();
        replays.Broker.Commits.ShouldBe(committed);
    }

    [Fact]
    public void Damage_is_told_by_every_run_over_it_also_when_nothing_is_new()
    {
        using var replays = new Replays().Write("schedule.csv", Samples.Schedule());
        File.WriteAllBytes(replays.Data.File("box.csv.gz"), Table.Gzip(Samples.Box().ToCsv())[..^20]);
        replays.Run().Failures.ShouldHaveSingleItem();

        var second = replays.Run();

        second.Failures.ShouldHaveSingleItem();
        second.Unchanged.ShouldBeTrue();
    }

    [Fact]
    public void A_second_run_does_not_read_the_topics_back()
    {
        using var replays = new Replays().WriteAll();
        replays.Run();
        var reads = replays.Broker.Reads;

        replays.Run();

        (replays.Broker.Reads - reads).ShouldBe(1); // the cursor
    }

    [Fact]
    public void A_corrected_row_is_the_only_one_produced_again()
    {
        using var replays = new Replays().WriteAll();
        replays.Run();
        replays.Write("b/box.csv.gz", Samples.Box().With(0, "PTS", "22"), "csv.gz");

        var result = replays.Run();

        result.Produced.ShouldBe(1);
        replays.Boxes[^1].Pts.ShouldBe("22");
        result.Warnings.ShouldContain(warning => warning.Contains("1 new records are older", StringComparison.Ordinal));
        result.Warnings.ShouldContain(warning =>
            warning.Contains("1 records in the topics are no longer in the files", StringComparison.Ordinal)
        );
        replays.Run().Unchanged.ShouldBeTrue();
    }

    [Fact]
    public void A_renamed_and_repacked_file_says_nothing_new()
    {
        using var replays = new Replays().WriteAll();
        replays.Run();
        File.Delete(replays.Data.File("b/box.csv.gz"));
        replays.Write("renamed.bin", Samples.Box().Reversed(), "parquet");

        replays.Run().Unchanged.ShouldBeTrue();
    }

    [Fact]
    public void An_added_file_brings_only_its_own_rows()
    {
        using var replays = new Replays().Write("schedule.csv", Samples.Schedule()).Write("box.csv", Samples.Box());
        replays.Run();
        replays.Write("pra.csv", Samples.Props("props_pra"));

        replays.Run().Produced.ShouldBe(1);
        replays.Props.Count.ShouldBe(1);
        replays.Boxes.Count.ShouldBe(4);
    }

    [Fact]
    public void Another_season_asked_for_later_brings_only_that_season()
    {
        using var replays = new Replays().WriteAll();
        replays.Run(seasons: "2022-23");

        var result = replays.Run(seasons: ["2022-23", "2023-24"]);

        result.Produced.ShouldBe(8);
        result.Warnings.ShouldBeEmpty();
        replays.Boxes.Count.ShouldBe(4);
    }

    [Fact]
    public void A_row_that_stands_twice_is_two_records_however_often_it_is_replayed()
    {
        using var replays = new Replays();
        var box = Samples.Box();
        box.Rows.Add(box.Rows[0]);
        replays.Write("box.csv", box);
        replays.Run();
        replays.Write("more.csv", Samples.Props("props_pra"));

        replays.Run().Produced.ShouldBe(1);
        replays.Boxes.Count.ShouldBe(5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_crash_while_adding_a_file_neither_loses_nor_repeats_rows(bool takesEffect)
    {
        for (var commit = 1; commit <= 3; commit++)
        {
            using var replays = new Replays().Write("schedule.csv", Samples.Schedule());
            replays.Run(batchRecords: 2);
            replays.Write("box.csv", Samples.Box());
            replays.Broker.Failure = (replays.Broker.Commits + commit, takesEffect, false);

            replays.RunToEndDespiteFailures(batchRecords: 2);

            replays.Boxes.Select(row => row.PlayerId).ShouldBe(["1628369", "2544", "203999", "202331"]);
            replays.Schedules.Count.ShouldBe(3);
        }
    }

    [Fact]
    public void A_tip_off_that_becomes_known_later_moves_the_box_scores_of_its_game()
    {
        using var replays = new Replays().Write("box.csv", Samples.Box());
        replays.Run();
        replays.Write("schedule.csv", Samples.Schedule());

        replays.Run().Produced.ShouldBe(3 + 2); // the schedule, and the two rows of the game with tip_utc at their new time
    }

    [Fact]
    public void A_dead_letter_is_not_repeated_by_the_next_run()
    {
        using var replays = new Replays();
        File.WriteAllText(replays.Data.File("box.csv"), Samples.Box().ToCsv() + "one,field\n");
        replays.Run();
        replays.Write("schedule.csv", Samples.Schedule());
        replays.Run();

        replays.DeadLetters(Topics.RawPlayerBoxscore).Count.ShouldBe(1);
    }

    [Fact]
    public void A_batch_that_never_commits_fails_the_run_after_the_attempts_allowed()
    {
        using var replays = new Replays().WriteAll();
        replays.Broker = new MemoryBroker { RefuseAll = true };

        Should.Throw<SourceTransactionException>(() => replays.Run());
        replays.Broker.Commits.ShouldBe(3);
    }

    [Fact]
    public void The_pace_is_asked_between_transactions_with_what_is_committed()
    {
        var pace = new RecordingPace();
        using var replays = new Replays { Pace = pace }.WriteAll();
        var result = replays.Run(batchRecords: 2);
        var total = result.Produced;
        pace.Asked.Select(p => p.RecordsProduced).ShouldBe(Enumerable.Range(1, (int)(total - 1) / 2).Select(i => 2L * i));
        pace.Asked.ShouldAllBe(p => p.RecordsTotal == total);
    }

    private sealed class RecordingPace : IReplayPace
    {
        public List<SeasonReplayProgress> Asked { get; } = [];

        public void Await(SeasonReplayProgress committed, CancellationToken cancellationToken) => Asked.Add(committed);
    }

    [Fact]
    public void Rows_that_need_more_memory_than_allowed_are_refused_with_advice()
    {
        using var replays = new Replays().WriteAll();
        var replay = new SeasonReplay(
            new SeasonReplayOptions { DataDirectory = replays.Data.Path, MaxBufferedBytes = 500 },
            replays.Files,
            replays.Broker,
            replays.Registry,
            new RecordingProgressSink(),
            TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<SeasonReplay>.Instance
        );

        Should
            .Throw<SourceException>(() => replay.RunAsync(null, CancellationToken.None).GetAwaiter().GetResult())
            .Message.ShouldContain("replay fewer seasons at once");
    }
}
