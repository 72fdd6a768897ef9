namespace NbaPipeline.SchemaRegistry;

/// <summary>Levels as the log spells them, and what each of them asks for.</summary>
internal static class CompatibilityLevels
{
    public static string ToText(CompatibilityLevel level) =>
        level switch
        {
            CompatibilityLevel.None => "NONE",
            CompatibilityLevel.Backward => "BACKWARD",
            CompatibilityLevel.BackwardTransitive => "BACKWARD_TRANSITIVE",
            CompatibilityLevel.Forward => "FORWARD",
            CompatibilityLevel.ForwardTransitive => "FORWARD_TRANSITIVE",
            CompatibilityLevel.Full => "FULL",
            CompatibilityLevel.FullTransitive => "FULL_TRANSITIVE",
            _ => throw new ArgumentOutOfRangeException(nameof(level), level, "not a compatibility level"),
        };

    public static CompatibilityLevel? Parse(string? text)
    {
        foreach (var level in Enum.GetValues<CompatibilityLevel>())
        {
            if (string.Equals(ToText(level), text, StringComparison.OrdinalIgnoreCase))
            {
                return level;
            }
        }

        return null;
    }

    public static bool IsTransitive(CompatibilityLevel level) =>
        level is CompatibilityLevel.BackwardTransitive or CompatibilityLevel.ForwardTransitive or CompatibilityLevel.FullTransitive;

    /// <summary>The new schema must read old data.</summary>
    public static bool NeedsBackward(CompatibilityLevel level) =>
        level
            is CompatibilityLevel.Backward
                or CompatibilityLevel.BackwardTransitive
                or CompatibilityLevel.Full
                or CompatibilityLevel.FullTransitive;

    /// <summary>Old schemas must read new data.</summary>
    public static bool NeedsForward(CompatibilityLevel level) =>
        level
            is CompatibilityLevel.Forward
                or CompatibilityLevel.ForwardTransitive
                or CompatibilityLevel.Full
                or CompatibilityLevel.FullTransitive;
}
