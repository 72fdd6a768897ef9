namespace NbaPipeline.Dataflow.Building;

/// <summary>Splits the graph of operators into sub-topologies: connected by edges or by a shared store.</summary>
internal static class SubTopologyFinder
{
    public static IReadOnlyList<SubTopology> Find(IReadOnlyList<GraphNode> nodes, IReadOnlyDictionary<string, StoreBuilder> stores)
    {
        var group = Enumerable.Range(0, nodes.Count).ToArray();
        var index = nodes.Select((node, i) => (node, i)).ToDictionary(p => p.node, p => p.i);
        var storeUser = new Dictionary<string, int>();
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var child in nodes[i].Children)
            {
                Union(group, i, index[child]);
            }
            foreach (var store in nodes[i].StoreNames)
            {
                if (!storeUser.TryAdd(store, i))
                {
                    Union(group, i, storeUser[store]);
                }
            }
        }
        var found = nodes
            .Select((node, i) => (node, root: Root(group, i)))
            .GroupBy(p => p.root)
            .Select(
                (members, id) =>
                {
                    var own = members.Select(m => m.node).ToList();
                    var names = own.SelectMany(n => n.StoreNames).Distinct().Where(stores.ContainsKey);
                    return new SubTopology(id, own, names.Select(n => stores[n]).ToList());
                }
            )
            .ToList();
        DeclareProgress(found);
        return found;
    }

    // An internal topic has declared progress when every sub-topology that writes it has; least fixpoint from below, so a loop
    // through an internal topic (which could never become complete) counts as undeclared.
    private static void DeclareProgress(List<SubTopology> found)
    {
        bool changed;
        do
        {
            changed = false;
            foreach (var sub in found.Where(s => !s.ProgressDeclared))
            {
                foreach (var source in sub.Sources.Where(s => s.Topic!.Value.IsInternal && !s.ProgressDeclared))
                {
                    var writers = found.Where(s => s.Sinks.Any(k => k.Topic == source.Topic)).ToList();
                    source.ProgressDeclared = writers.Count > 0 && writers.All(w => w.ProgressDeclared);
                }
                if (sub.Sources.All(s => s.ProgressDeclared))
                {
                    sub.ProgressDeclared = changed = true;
                }
            }
        } while (changed);
    }

    private static void Union(int[] group, int a, int b)
    {
        var (rootA, rootB) = (Root(group, a), Root(group, b));
        group[Math.Max(rootA, rootB)] = Math.Min(rootA, rootB);
    }

    private static int Root(int[] group, int i)
    {
        while (group[i] != i)
        {
            i = group[i] = group[group[i]];
        }
        return i;
    }
}
