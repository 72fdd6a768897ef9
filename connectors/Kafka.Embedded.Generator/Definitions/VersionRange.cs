namespace NbaPipeline.Kafka.Embedded.Generator;

/// <summary>Versions from <paramref name="min"/> to <paramref name="max"/>, both included; the largest int is open.</summary>
internal readonly struct VersionRange(int min, int max)
{
    public const int Open = int.MaxValue;

    public static readonly VersionRange All = new(0, Open);

    public static readonly VersionRange None = new(Open, 0);

    public int Min { get; } = min;

    public int Max { get; } = max;

    public bool Contains(int version) => version >= Min && version <= Max;

    /// <summary>Reads <c>4+</c>, <c>4-12</c> or <c>4</c>.</summary>
    public static bool TryParse(string text, out VersionRange range)
    {
        range = None;
        if (text.EndsWith("+", StringComparison.Ordinal))
        {
            if (!TryNumber(text.Substring(0, text.Length - 1), out var from))
            {
                return false;
            }

            range = new(from, Open);
            return true;
        }

        var parts = text.Split('-');
        if (parts.Length > 2 || !TryNumber(parts[0], out var first) || !TryNumber(parts[parts.Length - 1], out var last) || last < first)
        {
            return false;
        }

        range = new(first, last);
        return true;
    }

    public override string ToString() =>
        Max == Open ? $"{Min}+"
        : Min == Max ? $"{Min}"
        : $"{Min}-{Max}";

    private static bool TryNumber(string text, out int value)
    {
        value = 0;
        return text.Length is > 0 and <= 4 && text.All(c => c is >= '0' and <= '9') && int.TryParse(text, out value);
    }
}
