namespace NbaPipeline.Materialiser.Tests;

public class CrashTests
{
    private static readonly string[] Queries =
    [
        "SELECT * FROM predictions.points ORDER BY ALL",
        "SELECT * FROM predictions.points_meta ORDER BY ALL",
        "SELECT * FROM raw.rows ORDER BY ALL",
        "SELECT * FROM raw.rows_meta ORDER BY ALL",
        "SELECT * FROM meta ORDER BY ALL",
        "SELECT topic, \"partition\", \"offset\", reason FROM materialiser.dead_letters ORDER BY ALL",
    ];

    public static TheoryData<string, int> Crashes()
    {
        var data = new TheoryData<string, int>();
        foreach (var point in Enum.GetValues<CommitPoint>())
        {
            foreach (var hit in point >= CommitPoint.SnapshotCopied ? [1, 2] : new[] { 1, 4 })
            {
                data.Add(point.ToString(), hit);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task A_crash_at_any_point_and_a_restart_give_the_tables_of_an_undisturbed_run(string point, int hit)
    {
        using var undisturbed = new Scene();
        Fill(undisturbed);
        await undisturbed.RunToEndAsync();

        using var crashed = new Scene();
        Fill(crashed);
        var image = Path.Combine(crashed.Folder, "image");
        var options = crashed.Options with { SnapshotIntervalMs = 1 };
        await Scene.RunToFailureAsync(crashed.Create(options, CrashAt(Enum.Parse<CommitPoint>(point), hit, crashed.Folder, image)));

        var restarted = options with { DatabasePath = Path.Combine(image, "nba.duckdb") };
        await crashed.RunToEndAsync(restarted);
        foreach (var file in new[] { "nba.duckdb", "read.duckdb" })
        {
            foreach (var query in Queries)
            {
                Scene.Query(image, file, query).ShouldBe(undisturbed.Query(query), $"{file}: {query}");
            }
        }

        File.Exists(Path.Combine(image, "read.duckdb.next")).ShouldBeFalse();
    }

    /// <summary>At the point, keeps the files as a killed process leaves them, then ends the run.</summary>
    private static Action<CommitPoint> CrashAt(CommitPoint point, int hit, string folder, string image)
    {
        var hits = 0;
        return at =>
        {
            if (at != point || ++hits != hit)
            {
                return;
            }

            Directory.CreateDirectory(image);
            foreach (var file in Directory.GetFiles(folder))
            {
                File.Copy(file, Path.Combine(image, Path.GetFileName(file)));
            }

            throw new InvalidOperationException($"crash at {point}");
        };
    }

    private static void Fill(Scene scene)
    {
        var random = new Random(20240414);
        for (var i = 0; i < 60; i++)
        {
            var game = $"g{random.Next(10)}";
            switch (random.Next(6))
            {
                case 0:
                    scene.Source.Add(Scene.Points, game, null, i);
                    break;
                case 1:
                    scene.Source.Add(Scene.Points, game, [1, 2, 3], i);
                    break;
                case 2:
                    scene.AddRow($"row {i}", partition: i % 2);
                    break;
                case 3:
                    scene.Source.AddMarker(Scene.Points);
                    break;
                default:
                    scene.AddPoints(game, random.Next(3) is var line and > 0 ? line : null, i, i);
                    break;
            }
        }
    }
}
