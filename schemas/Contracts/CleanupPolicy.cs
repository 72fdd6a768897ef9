namespace NbaPipeline.Contracts;

/// <summary>What the broker may do with old records of a topic.</summary>
public enum CleanupPolicy
{
    /// <summary>Keep every record as long as retention says.</summary>
    Delete,

    /// <summary>Keep at least the newest record of each key.</summary>
    Compact,
}
