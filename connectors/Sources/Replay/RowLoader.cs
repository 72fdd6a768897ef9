using System.Buffers;
using System.Text;
using NbaPipeline.Contracts;

namespace NbaPipeline.Sources;

/// <summary>Reads every file of a scan into <see cref="LoadedRows"/>, in replay order.</summary>
internal sealed class RowLoader(SeasonReplayOptions options, IInputFiles files, RawSerdes serdes, Action<string, long> report)
{
    private const int ReportRows = 50_000;
    private const string Permanent = "permanent";

    // Tip-offs of the schedule need the odds, those of the box scores both.
    private static readonly LayoutKind[] ReadingOrder = [LayoutKind.PlayerProps, LayoutKind.Schedule, LayoutKind.PlayerBoxScore];

    private readonly HashSet<int> _wanted = options
        .Seasons.Select(season => SeasonText.TryParse(season, out var year) ? year : -1)
        .ToHashSet();
    private readonly TipOffs _tips = new();
    private readonly ContentHash _hash = new();
    private readonly ArrayBufferWriter<byte> _value = new(4096);
    private readonly ArrayBufferWriter<byte> _key = new(256);
    private long _rowsRead;

    public long RowsRead => _rowsRead;

    /// <exception cref="SourceException">A season asked for is not there, or memory does not suffice.</exception>
    public LoadedRows Load(DataScan scan, CancellationToken cancellationToken)
    {
        string[] raw = [Topics.RawSchedule.Name, Topics.RawPlayerBoxscore.Name, Topics.RawPlayerProps.Name];
        string[] dead = [Topics.RawSchedule.DeadLetterName, Topics.RawPlayerBoxscore.DeadLetterName, Topics.RawPlayerProps.DeadLetterName];
        var rows = new LoadedRows(options.MaxBufferedBytes) { Topics = [.. raw.Concat(dead).Order(StringComparer.Ordinal)] };
        foreach (var kind in ReadingOrder)
        {
            for (var number = 0; number < scan.Tables.Count; number++)
            {
                if (scan.Tables[number].Layout.Kind == kind)
                {
                    LoadFile(scan.Tables[number], number, rows, cancellationToken);
                }
            }
        }

        RequireSeasons(rows);
        rows.Buffer.Sort();
        return rows;
    }

    private void LoadFile(TableFile file, int number, LoadedRows rows, CancellationToken cancellationToken)
    {
        report(file.Name, _rowsRead);
        var tally = rows.Tally(file.Layout.Name);
        tally.Files++;
        var shape = serdes.ShapeOf(file.Layout.Kind, _tips);
        var target = new Target(file, number, shape, rows.TopicNumber(shape.Topic), rows, tally);
        long lastTimeMs = 0;
        try
        {
            using var reader = TableReaders.Open(files, file.Path, file.Name, file.Container);
            var cells = new Cells(reader, file.Layout);
            while (reader.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (reader.Problem is { } problem)
                {
                    AddDead(target, reader.Row, lastTimeMs, problem, reader.RawText);
                    tally.Malformed++;
                }
                else
                {
                    lastTimeMs = AddRow(target, cells, lastTimeMs);
                }

                if (++_rowsRead % ReportRows == 0)
                {
                    report(file.Name, _rowsRead);
                }
            }
        }
        catch (TableDamagedException e)
        {
            rows.Failures.Add(new SourceFailure(file.Name, e.LastGoodRow, e.Message));
            AddDead(target, e.LastGoodRow + 1, lastTimeMs, e.Message, "");
        }
    }

    // A row whose time cannot be read still becomes a record, at the time of the row before it: the next stage says what is wrong with
    // its values, and the topic has one record per row of the files.
    private long AddRow(in Target target, Cells cells, long lastTimeMs)
    {
        cells.Load();
        if (target.Shape.Season(cells) is { } season)
        {
            if (target.File.Layout.Kind != LayoutKind.PlayerProps)
            {
                target.Rows.Seasons.Add(season);
            }

            if (_wanted.Count > 0 && !_wanted.Contains(season))
            {
                target.Tally.OtherSeasons++;
                return lastTimeMs;
            }
        }

        var facts = target.Shape.Facts(cells);
        var timeMs = facts.TimeMs ?? lastTimeMs;
        _value.ResetWrittenCount();
        target.Shape.Encode(cells, target.File, facts, timeMs, _value);
        if (_value.WrittenCount > SeasonReplayOptions.MaxValueBytes)
        {
            AddDead(target, cells.Row, timeMs, TooLarge(target, cells.Row), "");
            return timeMs;
        }

        var hash = _hash.Of(cells, target.Shape.Topic, timeMs);
        target.Rows.Buffer.Add(
            timeMs,
            target.TopicNumber,
            target.Number,
            checked((int)cells.Row),
            hash,
            Utf8(facts.Key),
            _value.WrittenSpan
        );
        target.Tally.Add(facts);
        return timeMs;
    }

    private string TooLarge(in Target target, long row) =>
        FormattableString.Invariant(
            $"{target.File.Name}:{row} is {_value.WrittenCount:N0} B, {target.Shape.Topic} takes {SeasonReplayOptions.MaxValueBytes:N0} B; "
        ) + "split the row, or raise max.message.bytes of the topic and message.max.bytes of the producer together";

    private void AddDead(in Target target, long row, long timeMs, string reason, string rawText)
    {
        var topic = target.Shape.Topic;
        var number = checked((int)row);
        var deadTopic = $"{Topic.Prefix}dlq.{topic[Topic.Prefix.Length..]}";
        var hash = ContentHash.First64Bits(Encoding.UTF8.GetBytes($"{deadTopic}|{target.File.Name}|{reason}|{rawText}"));
        target.Rows.DeadLetters[(target.Number, number)] = new DeadLetter(topic, target.File.Name, row, Permanent, reason);
        target.Rows.Buffer.Add(
            timeMs,
            target.Rows.TopicNumber(deadTopic),
            target.Number,
            number,
            hash,
            Utf8(target.File.Name),
            Encoding.UTF8.GetBytes(rawText)
        );
    }

    private ReadOnlySpan<byte> Utf8(string text)
    {
        _key.ResetWrittenCount();
        _key.Advance(Encoding.UTF8.GetBytes(text, _key.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
        return _key.WrittenSpan;
    }

    private void RequireSeasons(LoadedRows rows)
    {
        var absent = _wanted.Where(season => !rows.Seasons.Contains(season)).Order().Select(SeasonText.Of).ToArray();
        if (absent.Length > 0)
        {
            var found = rows.Seasons.Count == 0 ? "no season at all" : string.Join(", ", rows.Seasons.Select(SeasonText.Of));
            throw new SourceException($"season {string.Join(", ", absent)} is not in '{options.DataDirectory}'; it has {found}");
        }
    }

    private readonly record struct Target(TableFile File, int Number, IRowShape Shape, int TopicNumber, LoadedRows Rows, LayoutTally Tally);
}
