using System.Globalization;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>Whose log it is: files go by the topic's id (see <see cref="LogPaths"/>), messages by the name that a person knows.</summary>
internal sealed record PartitionName(Guid TopicId, string Topic, int Partition)
{
    public string Directory { get; } = LogPaths.Partition(TopicId, Partition);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Topic}-{Partition}");
}
