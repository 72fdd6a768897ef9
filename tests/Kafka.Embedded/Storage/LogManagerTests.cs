using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage;

public sealed class LogManagerTests : IDisposable
{
    private readonly TestBroker _broker = new();

    public void Dispose() => _broker.Dispose();

    [Fact]
    public void Topic_directories_are_named_by_the_id_in_base_32()
    {
        LogPaths.TopicDirectoryName(Guid.Empty).ShouldBe(new string('a', 26));
        LogPaths.TopicDirectoryName(TestBroker.TopicId).ShouldBe("aacerdgrcvmz3yrgnkxpgn33x7");
    }

    [Fact]
    public void A_deleted_topic_fails_at_once_and_its_files_go_with_the_next_retention()
    {
        var listener = new CountingListener();
        _broker.Append(TestBatch.Of("a"));
        _broker.Log.AddListener(listener);
        _broker.Manager.DeleteTopic(TestBroker.TopicId);
        listener.Calls.ShouldBe(1);
        _broker.Append(TestBatch.Of("b")).Error.ShouldBe(ErrorCode.UnknownTopicOrPartition);
        using var plan = _broker.Log.Read(0, 100, readCommitted: false, atLeastOneBatch: true);
        plan.Error.ShouldBe(ErrorCode.UnknownTopicOrPartition);
        _broker.Log.DeleteRecords(0).Error.ShouldBe(ErrorCode.UnknownTopicOrPartition);
        _broker.Files.DirectoryExists(LogPaths.Topic(TestBroker.TopicId)).ShouldBeFalse();
        _broker.Files.Directories(LogPaths.Topics).ShouldHaveSingleItem().ShouldEndWith(".deleted");
        _broker.Manager.ApplyRetention();
        _broker.Files.Directories(LogPaths.Topics).ShouldBeEmpty();
    }

    [Fact]
    public void Directories_that_nobody_knows_are_set_aside_never_deleted()
    {
        _broker.Append(TestBatch.Of("a"));
        _broker.Stop(clean: true);
        _broker.Manager.SetAsideUnknown(new HashSet<Guid> { TestBroker.TopicId }).ShouldBeEmpty();
        var orphan = _broker.Manager.SetAsideUnknown(new HashSet<Guid>()).ShouldHaveSingleItem();
        _broker.Files.Files($"{LogPaths.Topics}/{orphan}/0").ShouldNotBeEmpty();
        _broker.Manager.SetAsideUnknown(new HashSet<Guid>()).ShouldBeEmpty();
    }

    [Fact]
    public void The_name_of_a_topic_lies_where_a_human_finds_it()
    {
        _broker.Manager.WriteTopicName(TestBroker.TopicId, "games");
        using var file = _broker.Files.OpenRead($"{LogPaths.Topic(TestBroker.TopicId)}/topic.name");
        var bytes = new byte[file.Length];
        file.Read(0, bytes);
        System.Text.Encoding.UTF8.GetString(bytes).ShouldBe("games\n");
    }

    [Fact]
    public void A_clean_stop_tells_the_length_of_every_segment()
    {
        _broker.Append(TestBatch.Of("a"));
        var size = _broker.Log.SizeBytes;
        _broker.Manager.CloseClean().ShouldNotBeNull().ShouldHaveSingleItem().Value.ShouldBe(size);
        _broker.Append(TestBatch.Of("b")).Error.ShouldBe(ErrorCode.KafkaStorageError);
    }

    [Fact]
    public void A_directory_without_segments_is_a_log_that_begins_where_it_was_recorded()
    {
        _broker.Files.CreateDirectory(TestBroker.Directory);
        _broker.RecordedLogStart = 17;
        var log = _broker.Start();
        (log.LogStart, log.LogEnd).ShouldBe((17, 17));
        _broker.Append(TestBatch.Of("a")).BaseOffset.ShouldBe(17);
    }

    [Fact]
    public void Unused_handles_of_old_segments_are_bounded()
    {
        var files = new MemoryFiles();
        var open = new OpenFiles(files, 3);
        var segments = Enumerable.Range(0, 10).Select(i => new SegmentFile($"{i}.log")).ToList();
        foreach (var segment in segments)
        {
            files.Open(segment.Path);
            open.TryAcquire(segment).ShouldNotBeNull();
            open.TryAcquire(segment).ShouldNotBeNull();
            open.Release(segment);
            open.Release(segment);
        }
        open.IdleCount.ShouldBe(3);
        segments.Count(s => s.Handle is not null).ShouldBe(3);
        open.Remove(segments[9]);
        open.TryAcquire(segments[9]).ShouldBeNull();
        open.IdleCount.ShouldBe(2);
    }
}
