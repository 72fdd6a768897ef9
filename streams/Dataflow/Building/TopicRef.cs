namespace NbaPipeline.Dataflow.Building;

/// <summary>A topic as a topology names it: internal ones get the application id in front when the topology is bound.</summary>
internal readonly record struct TopicRef(string Name, bool IsInternal)
{
    public string Resolve(string applicationId) => IsInternal ? $"{applicationId}-{Name}" : Name;
}
