namespace NbaPipeline.Dataflow.Client;

/// <summary>A topic to create: <paramref name="Configs"/> are the broker's names (<c>cleanup.policy</c>).</summary>
internal sealed record TopicSpec(string Name, int Partitions, IReadOnlyDictionary<string, string> Configs);
