using System.Globalization;
using NbaPipeline.Contracts.Clean;
using NbaPipeline.Dataflow;

namespace NbaPipeline.Topologies.Clean;

/// <summary>
/// Joins over and under of one line. Both carry the time of their snapshot, so all of it has arrived when event time moves past that instant: the line is kept
/// until then and goes on once. What arrives for the same line later is a record of its own, which readers merge.
/// </summary>
internal sealed class PointsLinePairing(string linesStore, string timersStore) : Processor<string, PointsLine, string, PointsLine>
{
    private IProcessorContext<string, PointsLine> _context = null!;
    private IKeyValueStore<string, PointsLine> _lines = null!;
    private ITimerStore<string> _timers = null!;

    public override void Init(IProcessorContext<string, PointsLine> context)
    {
        _context = context;
        _lines = context.GetStateStore<IKeyValueStore<string, PointsLine>>(linesStore);
        _timers = context.GetStateStore<ITimerStore<string>>(timersStore);
        _timers.OnDue = Emit;
    }

    public override void Process(in Record<string, PointsLine> record)
    {
        var line = record.Value;
        var key = string.Create(
            CultureInfo.InvariantCulture,
            $"{line.GameId}|{line.Bookmaker}|{line.PlayerName}|{record.TimestampMs}|{line.PointsLineValue:0.0}"
        );
        _lines.Put(key, _lines.TryGet(key, out var known) ? Merge(known, line) : line);
        _timers.Set(key, record.TimestampMs);
    }

    internal static PointsLine Merge(PointsLine known, PointsLine newer) =>
        known with
        {
            OverPriceAmerican = newer.OverPriceAmerican ?? known.OverPriceAmerican,
            UnderPriceAmerican = newer.UnderPriceAmerican ?? known.UnderPriceAmerican,
        };

    private void Emit(string key, long timeMs)
    {
        if (!_lines.TryGet(key, out var line))
            return;
        _lines.Delete(key);
        _context.Forward(new Record<string, PointsLine>(line.GameId, line, timeMs));
    }
}
