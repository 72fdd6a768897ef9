using System.Text;
using NbaPipeline.Avro;
using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Analytics;
using NbaPipeline.Contracts.Clean;
using NbaPipeline.Contracts.Features;
using NbaPipeline.Contracts.Grades;
using NbaPipeline.Contracts.Predictions;
using NbaPipeline.Contracts.Raw;
using NbaPipeline.Dataflow;
using NbaPipeline.Dataflow.Testing;
using NbaPipeline.SchemaRegistry;

namespace NbaPipeline.Topologies.Tests.Support;

/// <summary>Runs the stages one after the other, each with the real task code, and keeps what every topic got.</summary>
internal sealed class StageChain : IDisposable
{
    private readonly int _partitions;
    private readonly InMemorySchemaRegistry _registry = new();
    private readonly Dictionary<string, List<(string Key, object Value, long TimeMs)>> _topics = new(StringComparer.Ordinal);

    private StageChain(int partitions) => _partitions = partitions;

    /// <summary>Records that a stage dead-lettered.</summary>
    public long DeadLettered { get; private set; }

    /// <summary>Runs stages over raw facts until all input is used up.</summary>
    public static StageChain Run(IEnumerable<RawFact> facts, params Stage[] stages) => Run(1, facts, stages);

    /// <summary>The same with several partitions of every topic.</summary>
    public static StageChain Run(int partitions, IEnumerable<RawFact> facts, params Stage[] stages)
    {
        var chain = new StageChain(partitions);
        foreach (var topic in facts.GroupBy(f => f.Topic.Name, StringComparer.Ordinal))
            chain._topics[topic.Key] = [.. topic.Select(f => (f.Key, f.Value, f.TimeMs))];
        foreach (var stage in stages)
            chain.Run(stage);
        return chain;
    }

    /// <summary>Values of a topic in the order they were written.</summary>
    public IReadOnlyList<T> Values<T>(Topic topic) => [.. Records(topic).Select(r => (T)r.Value)];

    /// <summary>Records of a topic in the order they were written.</summary>
    public IReadOnlyList<(string Key, object Value, long TimeMs)> Records(Topic topic) => _topics.GetValueOrDefault(topic.Name) ?? [];

    public void Dispose() => _registry.Dispose();

    private void Run(Stage stage)
    {
        var serdes = new RegistryContractSerdes(_registry, stage.ApplicationId);
        var options = new DataflowOptions
        {
            ApplicationId = stage.ApplicationId,
            DeadLetterTopic = topic => Topics.Get(topic).DeadLetterName,
        };
        using var driver = new TopologyTestDriver(stage.Build(serdes), options, _partitions);
        foreach (var topic in stage.Inputs)
            Feed(driver, topic, serdes);
        driver.Complete();
        foreach (var topic in stage.Outputs)
            Collect(driver, topic, serdes);
        DeadLettered += driver.Counts.DeadLettered;
    }

    private void Feed(TopologyTestDriver driver, Topic topic, RegistryContractSerdes serdes)
    {
        switch (topic.Name)
        {
            case "nba.raw.schedule":
                Feed<ScheduleRow>(driver, topic, serdes);
                break;
            case "nba.raw.player_boxscore":
                Feed<PlayerBoxscoreRow>(driver, topic, serdes);
                break;
            case "nba.raw.player_props":
                Feed<PlayerPropsRow>(driver, topic, serdes);
                break;
            case "nba.clean.schedule":
                Feed<Schedule>(driver, topic, serdes);
                break;
            case "nba.clean.player_boxscore":
                Feed<PlayerBoxscore>(driver, topic, serdes);
                break;
            case "nba.clean.points_line":
                Feed<PointsLine>(driver, topic, serdes);
                break;
            case "nba.analytics.player_game_summary":
                Feed<PlayerGameSummary>(driver, topic, serdes);
                break;
            case "nba.analytics.team_offense_game_summary":
                Feed<TeamOffenseGameSummary>(driver, topic, serdes);
                break;
            case "nba.features.player_daily_cache":
                Feed<PlayerDailyCache>(driver, topic, serdes);
                break;
            case "nba.predictions.points":
                Feed<PointsPrediction>(driver, topic, serdes);
                break;
            default:
                throw new InvalidOperationException($"no test feeds {topic}");
        }
    }

    private void Collect(TopologyTestDriver driver, Topic topic, RegistryContractSerdes serdes)
    {
        switch (topic.Name)
        {
            case "nba.clean.schedule":
                Collect<Schedule>(driver, topic, serdes);
                break;
            case "nba.clean.player_boxscore":
                Collect<PlayerBoxscore>(driver, topic, serdes);
                break;
            case "nba.clean.points_line":
                Collect<PointsLine>(driver, topic, serdes);
                break;
            case "nba.analytics.player_game_summary":
                Collect<PlayerGameSummary>(driver, topic, serdes);
                break;
            case "nba.analytics.team_offense_game_summary":
                Collect<TeamOffenseGameSummary>(driver, topic, serdes);
                break;
            case "nba.analytics.team_defense_game_summary":
                Collect<TeamDefenseGameSummary>(driver, topic, serdes);
                break;
            case "nba.features.player_daily_cache":
                Collect<PlayerDailyCache>(driver, topic, serdes);
                break;
            case "nba.predictions.points":
                Collect<PointsPrediction>(driver, topic, serdes);
                break;
            case "nba.predictions.line_match":
                Collect<LineMatch>(driver, topic, serdes);
                break;
            case "nba.grades.prediction_accuracy":
                Collect<PredictionAccuracy>(driver, topic, serdes);
                break;
            default:
                throw new InvalidOperationException($"no test reads {topic}");
        }
    }

    private void Feed<T>(TopologyTestDriver driver, Topic topic, RegistryContractSerdes serdes)
        where T : class, IAvroRecord<T>
    {
        var input = driver.CreateInputTopic(topic.Name, Dataflow.Serdes.String, serdes.Value<T>(topic));
        // One producer writes in event-time order, as sources do; the tasks of a stage are one producer each.
        foreach (var (key, value, timeMs) in Records(topic).OrderBy(r => r.TimeMs))
            input.Enqueue(IsBySeason(topic) ? InPartitionOf(value, key) : key, (T)value, timeMs);
    }

    // The driver puts a record where its key belongs, these topics have it where its season belongs: no stage reads the keys of its inputs, so
    // another key of that partition stands in.
    private string InPartitionOf(object value, string key)
    {
        var season = (string)value.GetType().GetProperty("Season")!.GetValue(value)!;
        var wanted = Murmur2.Partition(Encoding.UTF8.GetBytes(season), _partitions);
        for (var i = 0; ; i++)
        {
            var candidate = FormattableString.Invariant($"{key}#{i}");
            if (Murmur2.Partition(Encoding.UTF8.GetBytes(candidate), _partitions) == wanted)
                return candidate;
        }
    }

    private static bool IsBySeason(Topic topic) => topic.Stage != "raw" && topic != Topics.CleanPlayerBoxscore;

    private void Collect<T>(TopologyTestDriver driver, Topic topic, RegistryContractSerdes serdes)
        where T : class, IAvroRecord<T>
    {
        var output = driver.CreateOutputTopic(topic.Name, Dataflow.Serdes.String, serdes.Value<T>(topic));
        _topics[topic.Name] = [.. output.ReadAll().Select(r => (r.Key, (object)r.Value, r.TimestampMs))];
    }
}
