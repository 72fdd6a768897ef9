using System.Globalization;

namespace NbaPipeline.Kafka.Embedded.Topics;

/// <summary>What may stand in a config. Each check says what is wrong with a value, or null when nothing is.</summary>
internal static class ConfigChecks
{
    public static Func<string, string?> Int(int least) =>
        value =>
            !int.TryParse(value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
                ? "it is not a 32-bit integer"
            : number < least ? $"it must be at least {least}"
            : null;

    public static Func<string, string?> Long(long least) =>
        value =>
            !long.TryParse(value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
                ? "it is not a 64-bit integer"
            : number < least ? $"it must be at least {least}"
            : null;

    public static Func<string, string?> Double(double least, double most) =>
        value =>
            !double.TryParse(value.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? "it is not a number"
            : number >= least && number <= most ? null
            : string.Create(CultureInfo.InvariantCulture, $"it must be between {least} and {most}");

    public static string? Boolean(string value) => bool.TryParse(value.Trim(), out _) ? null : "it must be true or false";

    public static string? Anything(string value) => null;

    public static Func<string, string?> OneOf(params string[] allowed) =>
        value => allowed.Contains(value) ? null : $"it must be one of {string.Join(", ", allowed)}";

    public static Func<string, string?> ListOf(params string[] allowed) =>
        value =>
            Items(value) is { Count: > 0 } items && items.All(allowed.Contains)
                ? null
                : $"it must be a list of {string.Join(", ", allowed)}";

    public static List<string> Items(string list) =>
        [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
