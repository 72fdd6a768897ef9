namespace NbaPipeline.Sources;

/// <summary>Parses instants, remembering the last one: rows of one snapshot or one game stand together in the files.</summary>
internal sealed class InstantMemo
{
    private string? _text;
    private long? _unixMs;
    private long _dateMs = -1;
    private DateOnly _date;

    public long? Read(string? text, bool utcWithoutZone)
    {
        if (text is null)
        {
            return null;
        }

        if (!string.Equals(text, _text, StringComparison.Ordinal))
        {
            _text = text;
            _unixMs = EasternTime.TryParseInstant(text, utcWithoutZone, out var unixMs) ? unixMs : null;
        }

        return _unixMs;
    }

    /// <summary>00:00 US Eastern of a date.</summary>
    public long? ReadDate(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!string.Equals(text, _text, StringComparison.Ordinal))
        {
            _text = text;
            _unixMs = EasternTime.TryParseDate(text, out var date) ? EasternTime.ToUnixMs(date) : null;
        }

        return _unixMs;
    }

    public DateOnly EasternDate(long unixMs)
    {
        if (unixMs != _dateMs)
        {
            _dateMs = unixMs;
            _date = EasternTime.DateOf(unixMs);
        }

        return _date;
    }
}
