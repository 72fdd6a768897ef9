using NbaPipeline.Kafka.Embedded.Control;

namespace NbaPipeline.Kafka.Embedded.Groups;

/// <summary>An offset of a group in memory.</summary>
/// <remarks>
/// <c>Order</c>: Its place among the group's entries of the control log: of two offsets the later one counts (spec section 11.3, step 3).
/// <c>SinceMs</c>: Monotonic time of the commit, or of the broker's start if that came later: what expiry counts from.
/// </remarks>
internal readonly record struct CommittedOffset(StoredOffset Stored, long Order, long SinceMs);
