namespace NbaPipeline.SchemaRegistry;

/// <summary>A schema was refused as the next version of a subject. Nothing was written.</summary>
public sealed class IncompatibleSchemaException : SchemaRegistryException
{
    internal IncompatibleSchemaException(string subject, CompatibilityLevel level, IReadOnlyList<IncompatibilityReason> reasons)
        : base(Compose(subject, level, reasons))
    {
        Subject = subject;
        Level = level;
        Reasons = reasons;
    }

    /// <summary>The subject that refused it.</summary>
    public string Subject { get; }

    /// <summary>The level that was asked for.</summary>
    public CompatibilityLevel Level { get; }

    /// <summary>All reasons, by version.</summary>
    public IReadOnlyList<IncompatibilityReason> Reasons { get; }

    private static string Compose(string subject, CompatibilityLevel level, IReadOnlyList<IncompatibilityReason> reasons) =>
        $"schema refused as the next version of subject {subject} (level {CompatibilityLevels.ToText(level)}): "
        + string.Join("; ", reasons)
        + ". Give added fields a default and keep the types of the others (or widen them), or register it under a new subject, "
        + "or lower the subject's level if no reader needs the old data.";
}
