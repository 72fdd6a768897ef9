namespace NbaPipeline.Dataflow.Tests.Simulation;

/// <summary>What <see cref="RegionTopology"/> must produce, computed with full knowledge of the inputs and without the engine.</summary>
internal sealed class RegionOracle
{
    private readonly SortedDictionary<string, List<string>> _outputs = new(StringComparer.Ordinal);
    private readonly List<InputRecord>[,] _byRegion = new List<InputRecord>[
        RegionTopology.CustomerPartitions,
        RegionTopology.RegionPartitions
    ];
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _seen = new(StringComparer.Ordinal);

    public RegionOracle(RegionInputs inputs)
    {
        for (var p = 0; p < RegionTopology.CustomerPartitions; p++)
        {
            Stage1(inputs, p);
        }
        for (var p = 0; p < RegionTopology.RegionPartitions; p++)
        {
            Stage2(inputs, p);
        }
    }

    /// <summary>Records dropped because their window had closed.</summary>
    public int Late { get; private set; }

    public IEnumerable<string> Outputs(string topic) =>
        _outputs.Where(o => o.Key.StartsWith($"{topic} ", StringComparison.Ordinal)).Select(o => $"{o.Key}: {string.Join(' ', o.Value)}");

    public IEnumerable<string> Counts => _counts.Select(c => $"per-customer {c.Key} = {c.Value}");

    public IEnumerable<string> Seen => _seen.Select(c => $"seen {c.Key} = {c.Value}");

    private void Stage1(RegionInputs inputs, int partition)
    {
        var (rows, times) = (new Dictionary<string, string>(), new Dictionary<string, long>());
        for (var q = 0; q < RegionTopology.RegionPartitions; q++)
        {
            _byRegion[partition, q] = [];
        }
        var channels = new[] { inputs.Customers, inputs.OrdersA, inputs.OrdersB }
            .Select(c => new Queue<InputRecord>(c.Where(r => Partition(r.Key, RegionTopology.CustomerPartitions) == partition)))
            .ToList();
        Merge(
            channels,
            () => long.MaxValue,
            () => { },
            (channel, record) =>
            {
                if (channel == 0)
                {
                    SetRow(rows, record);
                    return;
                }
                var hasRegion = rows.TryGetValue(record.Key, out var region);
                if (hasRegion && RegionTopology.IsPoison(record.Value!))
                {
                    Emit("dlq.orders", record.Key, record.Value!, record.TimeMs);
                    return;
                }
                _counts[record.Key] = _counts.GetValueOrDefault(record.Key) + 1;
                times[record.Key] = Math.Max(times.GetValueOrDefault(record.Key, long.MinValue), record.TimeMs);
                Emit("counts", record.Key, $"{_counts[record.Key]}", times[record.Key]);
                if (hasRegion)
                {
                    var target = Partition(region!, RegionTopology.RegionPartitions);
                    _byRegion[partition, target].Add(new InputRecord(record.TimeMs, region!, $"{record.Key}:{record.Value}"));
                }
            }
        );
    }

    private void Stage2(RegionInputs inputs, int partition)
    {
        var labels = new Dictionary<string, string>();
        var timers = new SortedSet<(long TimeMs, string Key)>(
            Comparer<(long TimeMs, string Key)>.Create(
                (a, b) => a.TimeMs != b.TimeMs ? a.TimeMs.CompareTo(b.TimeMs) : string.CompareOrdinal(a.Key, b.Key)
            )
        );
        var windows = new SortedDictionary<long, SortedDictionary<string, long>>();
        var streamTime = long.MinValue;
        var channels = Enumerable
            .Range(0, RegionTopology.CustomerPartitions)
            .Select(p => new Queue<InputRecord>(_byRegion[p, partition]))
            .ToList();
        channels.Add(new Queue<InputRecord>(inputs.Regions.Where(r => Partition(r.Key, RegionTopology.RegionPartitions) == partition)));
        long CloseAt() => windows.Count == 0 ? long.MaxValue : windows.First().Key + RegionTopology.WindowMs + RegionTopology.GraceMs;
        long DeadlineAt() => timers.Count == 0 ? long.MaxValue : timers.Min.TimeMs;
        Merge(
            channels,
            () => Math.Min(CloseAt(), DeadlineAt()),
            () =>
            {
                streamTime = Math.Max(streamTime, Math.Min(CloseAt(), DeadlineAt()));
                if (DeadlineAt() <= CloseAt())
                {
                    Deadline(timers);
                    return;
                }
                var (start, counts) = windows.First();
                var closeAt = CloseAt();
                windows.Remove(start);
                foreach (var (key, count) in counts)
                {
                    Emit("windowed", $"{key}@{start}", $"{count}", closeAt);
                }
            },
            (channel, record) =>
            {
                streamTime = Math.Max(streamTime, record.TimeMs);
                if (channel == RegionTopology.CustomerPartitions)
                {
                    SetRow(labels, record);
                }
                else if (labels.TryGetValue(record.Key, out var label))
                {
                    Emit("labelled", record.Key, $"{label}/{record.Value}", record.TimeMs);
                    Watch(timers, record);
                    Window(windows, record, streamTime);
                }
            }
        );
    }

    private void Watch(SortedSet<(long TimeMs, string Key)> timers, InputRecord record)
    {
        var count = _seen[record.Key] = _seen.GetValueOrDefault(record.Key) + 1;
        timers.Add((record.TimeMs + 7, record.Key));
        if (count % 4 == 0)
        {
            timers.Add((record.TimeMs - 2, record.Key));
        }
        if (count % 5 == 0)
        {
            timers.Remove((record.TimeMs + 7, record.Key));
        }
    }

    private void Deadline(SortedSet<(long TimeMs, string Key)> timers)
    {
        var timer = timers.Min;
        timers.Remove(timer);
        var count = _seen[timer.Key];
        Emit("timed", timer.Key, $"due {count}", timer.TimeMs);
        if (count % 3 == 0)
        {
            _seen[timer.Key] = count + 1;
            timers.Add((timer.TimeMs + 2, timer.Key));
        }
    }

    private void Window(SortedDictionary<long, SortedDictionary<string, long>> windows, InputRecord record, long streamTime)
    {
        var start = record.TimeMs / RegionTopology.WindowMs * RegionTopology.WindowMs;
        if (start + RegionTopology.WindowMs + RegionTopology.GraceMs <= streamTime)
        {
            Late++;
            return;
        }
        if (!windows.TryGetValue(start, out var counts))
        {
            windows.Add(start, counts = new SortedDictionary<string, long>(StringComparer.Ordinal));
        }
        counts[record.Key] = counts.GetValueOrDefault(record.Key) + 1;
    }

    private static void Merge(List<Queue<InputRecord>> channels, Func<long> nextTimer, Action fire, Action<int, InputRecord> process)
    {
        while (true)
        {
            var earliest = -1;
            for (var c = 0; c < channels.Count; c++)
            {
                if (channels[c].Count > 0 && (earliest < 0 || channels[c].Peek().TimeMs < channels[earliest].Peek().TimeMs))
                {
                    earliest = c;
                }
            }
            var timer = nextTimer();
            if (timer != long.MaxValue && (earliest < 0 || timer < channels[earliest].Peek().TimeMs))
            {
                fire();
            }
            else if (earliest < 0)
            {
                return;
            }
            else
            {
                process(earliest, channels[earliest].Dequeue());
            }
        }
    }

    private static void SetRow(Dictionary<string, string> rows, InputRecord record)
    {
        if (record.Value is null)
        {
            rows.Remove(record.Key);
        }
        else
        {
            rows[record.Key] = record.Value;
        }
    }

    private void Emit(string topic, string key, string value, long timeMs)
    {
        var id = $"{topic} {key}";
        if (!_outputs.TryGetValue(id, out var list))
        {
            _outputs.Add(id, list = []);
        }
        list.Add($"{value}@{timeMs}");
    }

    private static int Partition(string key, int partitions) => Murmur2.Partition(System.Text.Encoding.UTF8.GetBytes(key), partitions);
}
