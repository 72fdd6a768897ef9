namespace NbaPipeline.Dataflow.Tests.Simulation;

/// <summary>Inputs of <see cref="RegionTopology"/>: two producers of orders, one of customers and of regions, each a little out of order.</summary>
internal sealed class RegionInputs
{
    public RegionInputs(int seed)
    {
        var random = new Random(seed);
        OrdersA = Make(random, 60, 3, 0, 6, "c", "a");
        OrdersB = Make(random, 45, 4, 0, 6, "c", "b");
        Customers = Make(random, 40, 4, 0.15, 6, "c", "r")
            .Select(r => r with { Value = r.Value is null ? null : $"r{random.Next(4)}" })
            .ToList();
        Regions = Make(random, 20, 8, 0.1, 4, "r", "label");
    }

    public IReadOnlyList<InputRecord> OrdersA { get; }

    public IReadOnlyList<InputRecord> OrdersB { get; }

    public IReadOnlyList<InputRecord> Customers { get; }

    public IReadOnlyList<InputRecord> Regions { get; }

    private static List<InputRecord> Make(
        Random random,
        int count,
        int step,
        double tombstones,
        int keys,
        string keyPrefix,
        string valuePrefix
    )
    {
        var records = new List<InputRecord>();
        var now = 20L;
        for (var i = 0; i < count; i++)
        {
            now += random.Next(step);
            var time = random.Next(4) == 0 ? now - random.Next(12) : now;
            records.Add(
                new InputRecord(time, $"{keyPrefix}{random.Next(keys)}", random.NextDouble() < tombstones ? null : $"{valuePrefix}{i}")
            );
        }
        return records;
    }
}
