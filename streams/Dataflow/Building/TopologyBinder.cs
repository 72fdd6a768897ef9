using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Building;

/// <summary>Finds the partition counts, checks co-partitioning and creates internal topics.</summary>
internal static class TopologyBinder
{
    public static TopologyBinding Bind(Topology topology, DataflowOptions options, IAdminClient admin)
    {
        var partitions = External(topology, options, admin);
        var taskCounts = Resolve(topology, options, partitions);
        CheckCoPartitioning(topology, options, partitions);
        var binding = new TopologyBinding(topology, options, partitions, taskCounts);
        Create(topology, options, admin, partitions, taskCounts, binding.UsesProgress);
        return binding;
    }

    private static Dictionary<string, int> External(Topology topology, DataflowOptions options, IAdminClient admin)
    {
        var topics = topology.SourceTopics.Concat(topology.SinkTopics).Distinct().ToList();
        var found = new Dictionary<string, int>(admin.PartitionCounts(topics, options.RequestTimeoutMs));
        var missing = topics.Where(t => !found.ContainsKey(t)).ToList();
        return missing.Count == 0
            ? found
            : throw new DataflowException(
                $"'{options.ApplicationId}' needs topics that do not exist at {options.BootstrapServers}: {string.Join(", ", missing)}. Create them (record time is event time: set retention.ms=-1) and start again."
            );
    }

    // Partition counts of repartition topics depend on the tasks that write them, and those on the topics they read.
    private static int[] Resolve(Topology topology, DataflowOptions options, Dictionary<string, int> partitions)
    {
        var counts = new int[topology.SubTopologies.Count];
        for (var round = 0; round <= counts.Length; round++)
        {
            var open = false;
            foreach (var sub in topology.SubTopologies)
            {
                var sources = sub.Sources.Select(s => s.Topic!.Value.Resolve(options.ApplicationId)).ToList();
                if (sources.Any(s => !partitions.ContainsKey(s)))
                {
                    open = true;
                    continue;
                }
                counts[sub.Id] = sources.Max(s => partitions[s]);
                foreach (var sink in sub.Sinks.Where(s => s.Topic!.Value.IsInternal))
                {
                    var topic = sink.Topic!.Value.Resolve(options.ApplicationId);
                    partitions[topic] = sink.RequestedPartitions ?? CoPartitioned(topology, sink, options, partitions) ?? counts[sub.Id];
                }
            }
            if (!open)
            {
                return counts;
            }
        }
        throw new TopologyException(
            $"'{options.ApplicationId}' has a loop of repartition topics without a partition count; set Partitions on one of them."
        );
    }

    // A repartition topic that is joined with other topics takes their partition count.
    private static int? CoPartitioned(Topology topology, GraphNode sink, DataflowOptions options, Dictionary<string, int> partitions)
    {
        var reader = topology.SubTopologies.FirstOrDefault(s => s.Sources.Any(n => n.Topic == sink.Topic));
        var others = reader
            ?.Sources.Where(n => n.Topic != sink.Topic && !n.Topic!.Value.IsInternal)
            .Select(n => partitions[n.Topic!.Value.Resolve(options.ApplicationId)])
            .ToList();
        return others is { Count: > 0 } ? others.Max() : null;
    }

    private static void CheckCoPartitioning(Topology topology, DataflowOptions options, Dictionary<string, int> partitions)
    {
        foreach (var sub in topology.SubTopologies.Where(s => s.Stores.Count > 0))
        {
            var counts = sub.Sources.Select(s => s.Topic!.Value.Resolve(options.ApplicationId)).ToDictionary(t => t, t => partitions[t]);
            if (counts.Values.Distinct().Count() > 1)
            {
                throw new TopologyException(
                    $"Sub-topology {sub.Id} joins or shares state over topics with different partition counts: {string.Join(", ", counts.Select(c => $"{c.Key} has {c.Value}"))}. Equal keys would not meet; repartition one side."
                );
            }
        }
    }

    private static void Create(
        Topology topology,
        DataflowOptions options,
        IAdminClient admin,
        Dictionary<string, int> partitions,
        int[] taskCounts,
        bool usesProgress
    )
    {
        var specs = new List<TopicSpec>();
        foreach (var sub in topology.SubTopologies)
        {
            specs.AddRange(
                sub.Sinks.Where(s => s.Topic!.Value.IsInternal)
                    .Select(s => s.Topic!.Value.Resolve(options.ApplicationId))
                    .Distinct()
                    .Select(t => new TopicSpec(t, partitions[t], InternalTopicConfigs.Repartition))
            );
            specs.AddRange(
                sub.Stores.Where(s => s.Logged)
                    .Select(s => new TopicSpec(
                        $"{options.ApplicationId}-{s.Name}-changelog",
                        taskCounts[sub.Id],
                        InternalTopicConfigs.Changelog
                    ))
            );
        }
        if (usesProgress)
        {
            specs.Add(new TopicSpec(options.ProgressTopicName, 1, ProgressRecord.TopicConfigs));
        }
        if (options.DeadLetterTopic is { } deadLetterTopic)
        {
            specs.AddRange(
                topology
                    .SubTopologies.SelectMany(s => s.Sources)
                    .Select(s => s.Topic!.Value.Resolve(options.ApplicationId))
                    .Distinct()
                    .Select(t => new TopicSpec(deadLetterTopic(t), partitions[t], InternalTopicConfigs.DeadLetter))
            );
        }
        CreateMissing(options, admin, partitions, specs);
    }

    private static void CreateMissing(
        DataflowOptions options,
        IAdminClient admin,
        Dictionary<string, int> partitions,
        List<TopicSpec> specs
    )
    {
        var distinct = specs.DistinctBy(s => s.Name).ToList();
        var existing = admin.PartitionCounts(distinct.Select(s => s.Name).ToList(), options.RequestTimeoutMs);
        foreach (var spec in distinct)
        {
            if (
                existing.TryGetValue(spec.Name, out var count)
                && count != spec.Partitions
                && !spec.Name.Contains("dlq", StringComparison.Ordinal)
            )
            {
                throw new DataflowException(
                    $"Internal topic '{spec.Name}' has {count} partitions, the topology needs {spec.Partitions}: its source topics were changed. Use a new application id, or reset the application and delete its internal topics."
                );
            }
            partitions[spec.Name] = existing.GetValueOrDefault(spec.Name, spec.Partitions);
        }
        var missing = distinct.Where(s => !existing.ContainsKey(s.Name)).ToList();
        if (missing.Count > 0)
        {
            admin.CreateTopics(missing, options.RequestTimeoutMs);
        }
    }
}
