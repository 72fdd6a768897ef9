using NbaPipeline.Avro;

namespace NbaPipeline.SchemaRegistry.Tests;

/// <summary>Two or three processes on one log, in every order of their calls to it.</summary>
public sealed class RaceTests
{
    private const int MaxSchedules = 200_000;

    private static readonly AvroSchema A = Schemas.Record("Game", "id:long");
    private static readonly AvroSchema B = Schemas.Record("Game", "id:long", "home:string=\"\"");
    private static readonly AvroSchema C = Schemas.Record("Player", "name:string");

    [Fact]
    public void Two_processes_registering_one_schema_get_one_id_in_every_order() =>
        InEveryOrder(
            [
                [("s", A)],
                [("s", A)],
            ],
            run => run.Ids(0).ShouldBe(run.Ids(1))
        );

    [Fact]
    public void Two_schemas_of_one_subject_get_two_versions_and_ids_in_every_order() =>
        InEveryOrder(
            [
                [("s", A)],
                [("s", B)],
            ],
            run =>
            {
                run.Ids(0)[0].ShouldNotBe(run.Ids(1)[0]);
                run.Reader().Versions("s").ShouldBe([1, 2]);
            }
        );

    [Fact]
    public void Schemas_of_two_subjects_get_different_ids_in_every_order() =>
        InEveryOrder(
            [
                [("s", A)],
                [("t", C)],
            ],
            run => run.Ids(0)[0].ShouldNotBe(run.Ids(1)[0])
        );

    [Fact]
    public void Processes_that_register_the_same_schemas_in_another_order_agree() =>
        InEveryOrder(
            [
                [("s", A), ("t", C)],
                [("t", C), ("s", A)],
            ],
            run => run.Ids(0).ShouldBe(run.Ids(1).Reverse())
        );

    [Fact]
    public void Three_processes_agree_in_random_orders()
    {
        const int seed = 7;
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
        {
            using var run = new RaceRun([
                [("s", A), ("t", C)],
                [("t", C), ("s", B)],
                [("s", B), ("t", A), ("s", A)],
            ]);
            run.Go(count => random.Next(count));
            run.Verify($"seed {seed}, round {round}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void A_process_that_dies_at_any_call_leaves_a_log_that_all_read_alike(int dieAtCall)
    {
        InEveryOrder(
            [
                [("s", A), ("t", C)],
                [("s", B)],
            ],
            _ => { },
            dieAtCall
        );
        InEveryOrder(
            [
                [("s", A)],
                [("t", C)],
            ],
            _ => { },
            dieAtCall
        );
        InEveryOrder(
            [
                [("s", A)],
                [("s", A)],
            ],
            _ => { },
            dieAtCall
        );
    }

    private static void InEveryOrder((string, AvroSchema)[][] work, Action<RaceRun> check, int firstDiesAtCall = int.MaxValue)
    {
        var schedules = new Schedules();
        var runs = 0;
        do
        {
            using var run = new RaceRun(work, firstDiesAtCall);
            run.Go(schedules.Choose);
            run.Verify($"schedule {schedules}");
            check(run);
            (++runs).ShouldBeLessThan(MaxSchedules);
        } while (schedules.Next());

        runs.ShouldBeGreaterThan(1);
    }
}
