using System.Collections.Frozen;
using NbaPipeline.Contracts.Identity;

namespace NbaPipeline.Prediction.Matching;

/// <summary>Names that sources spell differently for the same player; each pair holds in both directions.</summary>
internal static class PlayerAliases
{
    private static readonly (string Quoted, string Official)[] Pairs =
    [
        ("Herb Jones", "Herbert Jones"),
        ("Nicolas Claxton", "Nic Claxton"),
        ("Moe Wagner", "Moritz Wagner"),
        ("Mohamed Bamba", "Mo Bamba"),
        ("Cam Johnson", "Cameron Johnson"),
        ("Vincent Williams Jr", "Vince Williams Jr."),
    ];

    private static readonly FrozenDictionary<string, string> ByLookup = Pairs
        .SelectMany(p => new[] { (p.Quoted, p.Official), (p.Official, p.Quoted) })
        .ToFrozenDictionary(p => PlayerLookup.WithoutSuffix(p.Item1), p => PlayerLookup.WithoutSuffix(p.Item2), StringComparer.Ordinal);

    /// <summary>The other spelling of a name, both as keys without suffix; null when there is none.</summary>
    public static string? Other(string lookupWithoutSuffix) => ByLookup.GetValueOrDefault(lookupWithoutSuffix);
}
