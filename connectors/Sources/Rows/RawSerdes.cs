using NbaPipeline.AvroSerdes;
using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Raw;
using NbaPipeline.Dataflow;
using NbaPipeline.SchemaRegistry;

namespace NbaPipeline.Sources;

/// <summary>Serdes of the raw topics, their schemas registered.</summary>
internal sealed class RawSerdes(ISchemaRegistry registry)
{
    public ISerde<ScheduleRow> Schedule { get; } = new AvroSerde<ScheduleRow>(registry, Topics.RawSchedule.Name);

    public ISerde<PlayerBoxscoreRow> BoxScore { get; } = new AvroSerde<PlayerBoxscoreRow>(registry, Topics.RawPlayerBoxscore.Name);

    public ISerde<PlayerPropsRow> Props { get; } = new AvroSerde<PlayerPropsRow>(registry, Topics.RawPlayerProps.Name);

    public IRowShape ShapeOf(LayoutKind kind, TipOffs tips) =>
        kind switch
        {
            LayoutKind.Schedule => new ScheduleShape(tips, Schedule),
            LayoutKind.PlayerBoxScore => new BoxScoreShape(tips, BoxScore),
            LayoutKind.PlayerProps => new PropsShape(tips, Props),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "a layout that is not read"),
        };
}
