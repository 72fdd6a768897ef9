namespace NbaPipeline.Kafka.Embedded.Protocol;

/// <summary>What this broker speaks (spec section 5). The ranges are generated from the message definitions.</summary>
internal static partial class ApiVersionTable
{
    /// <summary>Every API, sorted by key as ApiVersions lists them.</summary>
    public static IReadOnlyList<ApiVersionRange> All { get; } = Define();

    /// <summary>Ranges by key; APIs this broker does not know are null.</summary>
    private static readonly ApiVersionRange?[] ByKey = Index();

    /// <summary>Finds the range of a key as it came over the wire.</summary>
    public static bool TryGet(short key, out ApiVersionRange range)
    {
        var found = (uint)key < (uint)ByKey.Length ? ByKey[key] : null;
        range = found.GetValueOrDefault();
        return found is not null;
    }

    public static ApiVersionRange Get(ApiKey key) =>
        TryGet((short)key, out var range) ? range : throw new ArgumentOutOfRangeException(nameof(key), key, "the broker has no such API");

    /// <summary>Whether requests and responses of this version use compact encodings and tag sections; false for unknown keys.</summary>
    public static bool IsFlexible(short key, short version) => TryGet(key, out var range) && range.IsFlexible(version);

    private static partial ApiVersionRange[] Define();

    private static ApiVersionRange?[] Index()
    {
        var index = new ApiVersionRange?[All.Max(r => (int)r.Key) + 1];
        foreach (var range in All)
        {
            index[(int)range.Key] = range;
        }

        return index;
    }
}
