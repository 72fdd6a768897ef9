using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Topics;

internal sealed partial class TopicCatalogue
{
    /// <summary>3 for an unknown name.</summary>
    public Task<ErrorCode> DeleteAsync(string name) =>
        ChangeAsync(
            $"Deleting topic '{name}'",
            () => _byName.TryGetValue(name, out Topic? topic) ? DeleteAsync(topic) : Task.FromResult(ErrorCode.UnknownTopicOrPartition),
            _ => ErrorCode.KafkaStorageError
        );

    /// <summary>100 for an unknown id.</summary>
    public Task<ErrorCode> DeleteAsync(Guid id) =>
        ChangeAsync(
            $"Deleting topic {id}",
            () => _byId.TryGetValue(id, out Topic? topic) ? DeleteAsync(topic) : Task.FromResult(ErrorCode.UnknownTopicId),
            _ => ErrorCode.KafkaStorageError
        );

    /// <summary>The record is flushed before the files are renamed; if the renaming fails the directory is set aside at the next start.</summary>
    private async Task<ErrorCode> DeleteAsync(Topic topic)
    {
        await log.AppendAsync(new TopicDeleted(topic.Id));
        _byName.TryRemove(new(topic.Name, topic));
        _byId.TryRemove(new(topic.Id, topic));
        Deleted?.Invoke(topic);
        try
        {
            logs.DeleteTopic(topic.Id);
        }
        catch (IOException e)
        {
            ChangeFailed(logger, $"Removing the files of topic '{topic.Name}' ({topic.Id})", e.Message);
        }

        return ErrorCode.None;
    }
}
