namespace NbaPipeline.Kafka.Embedded.Protocol;

/// <summary>The versions of one API that this broker answers (spec section 5).</summary>
/// <param name="Key">The API.</param>
/// <param name="Min">The oldest version.</param>
/// <param name="Max">The newest version.</param>
/// <param name="FlexibleFrom">The first version with compact encodings and tag sections; <see cref="NeverFlexible"/> when there is none.</param>
internal readonly record struct ApiVersionRange(ApiKey Key, short Min, short Max, short FlexibleFrom)
{
    public const short NeverFlexible = short.MaxValue;

    public bool Contains(short version) => version >= Min && version <= Max;

    public bool IsFlexible(short version) => version >= FlexibleFrom;
}
