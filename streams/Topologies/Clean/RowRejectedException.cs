namespace NbaPipeline.Topologies.Clean;

/// <summary>A raw row fails typing, identity or range rules; it goes to the dead-letter topic with this message.</summary>
public sealed class RowRejectedException : Exception
{
    internal RowRejectedException(RowOrigin origin, string reason, string field, string? value, string expected)
        : base($"{origin.File}:{origin.Row}: {reason}: {field} is {(value is null ? "missing" : $"'{value}'")}; {expected}")
    {
        Reason = reason;
        Field = field;
        Value = value;
    }

    /// <summary>One of <see cref="RejectReason"/>.</summary>
    public string Reason { get; }

    /// <summary>Column that breaks the rule.</summary>
    public string Field { get; }

    /// <summary>What the column holds; null when it is empty.</summary>
    public string? Value { get; }
}
