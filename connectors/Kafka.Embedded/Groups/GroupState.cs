namespace NbaPipeline.Kafka.Embedded.Groups;

/// <summary>Where a group stands (spec section 12.2). The names are what clients are shown.</summary>
internal enum GroupState
{
    /// <summary>No members; offsets may exist.</summary>
    Empty,

    /// <summary>Collecting joins.</summary>
    PreparingRebalance,

    /// <summary>Joins are answered; the leader's assignment is awaited.</summary>
    CompletingRebalance,

    /// <summary>The assignment is out.</summary>
    Stable,

    /// <summary>Deleted; whoever still holds the object looks the group up again.</summary>
    Dead,
}
