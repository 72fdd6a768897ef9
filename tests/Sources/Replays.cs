using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.Avro;
using NbaPipeline.AvroSerdes;
using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Raw;
using NbaPipeline.SchemaRegistry;

namespace NbaPipeline.Sources.Tests;

/// <summary>A data directory, a cluster in memory and replays of one into the other.</summary>
internal sealed class Replays : IDisposable
{
    public TempFolder Data { get; } = new();

    public MemoryBroker Broker { get; set; } = new();

    public ISchemaRegistry Registry { get; } = new InMemorySchemaRegistry();

    public IInputFiles Files { get; set; } = new InputFiles();

    public IReplayPace? Pace { get; init; }

    public SeasonReplayResult Run(int batchRecords = 10_000, params string[] seasons) => new SeasonReplay(
            new SeasonReplayOptions
            {
                DataDirectory = Data.Path,
                BatchRecords = batchRecords,
                Seasons = seasons,
            },
            Files,
            Broker,
            Registry,
            new RecordingProgressSink(),
            TimeProvider.System,
            NullLogger<SeasonReplay>.Instance,
            Pace
        ).RunAsync(null, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Runs from a fresh process' point of view until one run ends by itself.</summary>
    public void RunToEndDespiteFailures(int batchRecords)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            try
            {
                Run(batchRecords);
                return;
            }
            catch (SourceTransactionException)
            {
                // the process is gone; the next one starts
            }
        }

        throw new InvalidOperationException("the replay did not come to an end");
    }

    public Replays Write(string name, Table table, string container = "csv")
    {
        table.Write(Data.File(name), container);
        return this;
    }

    public Replays WriteAll()
    {
        Write("a/schedule.csv", Samples.Schedule());
        Write("b/box.csv.gz", Samples.Box(), "csv.gz");
        Write("props.parquet", Samples.Props("props_oddsapi"), "parquet");
        return Write("dfs.csv", Samples.Props("props_dfs"));
    }

    public IReadOnlyList<ScheduleRow> Schedules => Decode<ScheduleRow>(Topics.RawSchedule);

    public IReadOnlyList<PlayerBoxscoreRow> Boxes => Decode<PlayerBoxscoreRow>(Topics.RawPlayerBoxscore);

    public IReadOnlyList<PlayerPropsRow> Props => Decode<PlayerPropsRow>(Topics.RawPlayerProps);

    public IReadOnlyList<StoredRecord> DeadLetters(Topic topic) => Broker[topic.DeadLetterName];

    /// <summary>Records of the raw topics and their dead letters in the order they were committed.</summary>
    public string[] Sequence =>
        Broker
            .Log.Where(record =>
                record.Topic.StartsWith("nba.raw.", StringComparison.Ordinal)
                || record.Topic.StartsWith("nba.dlq.", StringComparison.Ordinal)
            )
            .Select(record => record.Identity)
            .ToArray();

    private List<T> Decode<T>(Topic topic)
        where T : IAvroRecord<T>
    {
        var serde = new AvroSerde<T>(Registry, topic.Name);
        return Broker[topic.Name].Select(record => serde.Deserialize(record.Value)).ToList();
    }

    public void Dispose() => Data.Dispose();
}
