using System.Security.Cryptography;
using System.Text;

namespace NbaPipeline.Dataflow.Building;

/// <summary>A short hash over what makes durable state incompatible: topics read, stores and their kinds.</summary>
internal static class ShapeHasher
{
    public static string Hash(IReadOnlyList<GraphNode> nodes, IReadOnlyList<StoreBuilder> stores)
    {
        var sources = nodes.Where(n => n.Kind == GraphNodeKind.Source).Select(n => $"source {n.Topic!.Value.Name}");
        var kept = stores.Where(s => s.Logged).Select(s => $"store {s.Name} {s.Kind}");
        var shape = string.Join('\n', sources.Concat(kept).Order(StringComparer.Ordinal));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shape)))[..8];
    }
}
