using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;
using NbaPipeline.Kafka.Embedded.Tests.Storage.Faults;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage;

public sealed class FlushTests : IDisposable
{
    private readonly FaultyFiles _files = new(new Random(1));
    private readonly TestBroker _broker;
    private readonly List<string> _flushed = [];

    public FlushTests()
    {
        _broker = new TestBroker { Files = _files };
        _files.Fail(what =>
        {
            if (what.StartsWith("flush ", StringComparison.Ordinal) && what.EndsWith(".log", StringComparison.Ordinal))
            {
                _flushed.Add(what);
            }
            return false;
        });
    }

    public void Dispose() => _broker.Dispose();

    [Fact]
    public void Under_interval_an_append_is_visible_at_once_and_flushed_when_asked()
    {
        _broker.Append(TestBatch.Of("a"));
        _broker.Log.HighWatermark.ShouldBe(1);
        _broker.Log.FlushedTo(1).AsTask().IsCompletedSuccessfully.ShouldBeTrue();
        _flushed.Clear();
        _broker.Manager.FlushDirtyAsync().IsCompletedSuccessfully.ShouldBeTrue();
        _broker.Manager.FlushDirtyAsync().IsCompletedSuccessfully.ShouldBeTrue();
        _flushed.Count.ShouldBe(1, "the second time nothing is dirty");
    }

    [Fact]
    public void Never_does_not_flush_anything()
    {
        _broker.Options = _broker.Options with { FlushPolicy = FlushPolicy.Never };
        _broker.Config = new LogConfig { SegmentBytes = 200 };
        for (var i = 0; i < 10; i++)
        {
            _broker.Append(TestBatch.Of("a"));
        }
        _broker.Manager.FlushDirtyAsync().IsCompletedSuccessfully.ShouldBeTrue();
        _broker.Reopen(clean: true);
        _flushed.ShouldBeEmpty();
    }

    [Fact]
    public void After_so_many_messages_the_acknowledgement_waits_for_a_flush()
    {
        _broker.Config = new LogConfig { FlushMessages = 3 };
        _broker.Append(TestBatch.Of("a", "b"));
        _flushed.Clear();
        _broker.Append(TestBatch.Of("c"));
        _flushed.Count.ShouldBe(1);
        _broker.Log.IsDirty.ShouldBeFalse();
    }

    [Fact]
    public void A_failed_write_is_taken_back_and_the_second_one_ends_writing()
    {
        _broker.Append(TestBatch.Of("a"));
        _files.Fail(what => what.StartsWith("write", StringComparison.Ordinal));
        _broker.Append(TestBatch.Of("b")).Error.ShouldBe(ErrorCode.KafkaStorageError);
        _files.Fail(null);
        _broker.Append(TestBatch.Of("b")).BaseOffset.ShouldBe(1);
        _files.Fail(what => what.StartsWith("write", StringComparison.Ordinal));
        _broker.Append(TestBatch.Of("c")).Error.ShouldBe(ErrorCode.KafkaStorageError);
        _files.Fail(null);
        _broker.Append(TestBatch.Of("c")).Error.ShouldBe(ErrorCode.KafkaStorageError);
        Should.Throw<BrokerStorageException>(() => _broker.Log.AppendMarker(1, 0, commit: true));
        _broker.Log.ReadAll().Count.ShouldBe(2);
        _broker.Reopen().LogEnd.ShouldBe(2);
        _broker.Append(TestBatch.Of("c")).BaseOffset.ShouldBe(2);
    }

    [Fact]
    public void A_partition_that_cannot_be_opened_is_named_with_its_folder()
    {
        _files.Fail(_ => true);
        var error = Should.Throw<BrokerStorageException>(() => _broker.Log);
        error.Message.ShouldStartWith($"games-0 (in {TestBroker.Directory}) cannot be opened: create directory");
    }

    [Fact]
    public void A_write_that_failed_leaves_the_producers_as_they_were()
    {
        _broker.Append(TestBatch.Of("a").From(7, 0, 0));
        _files.Fail(what => what.StartsWith("write", StringComparison.Ordinal));
        _broker.Append(TestBatch.Of("b").From(7, 0, 1)).Error.ShouldBe(ErrorCode.KafkaStorageError);
        _files.Fail(null);
        _broker.Append(TestBatch.Of("b").From(7, 0, 1)).BaseOffset.ShouldBe(1);
    }

    [Fact]
    public void When_taking_back_fails_too_the_partition_can_only_be_read()
    {
        _broker.Append(TestBatch.Of("a"));
        _files.Fail(what => what.StartsWith("write", StringComparison.Ordinal) || what.StartsWith("truncate", StringComparison.Ordinal));
        _broker.Append(TestBatch.Of("b")).Error.ShouldBe(ErrorCode.KafkaStorageError);
        _files.Fail(null);
        _broker.Log.Failure.ShouldNotBeNull();
        _broker.Append(TestBatch.Of("b")).Error.ShouldBe(ErrorCode.KafkaStorageError);
        _broker.Log.ReadAll().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_failed_flush_is_final()
    {
        _broker.Options = _broker.Options with { FlushPolicy = FlushPolicy.EveryAck };
        await _broker.Log.FlushedTo(_broker.Append(TestBatch.Of("a")).EndOffset);
        _files.Fail(what => what.StartsWith("flush ", StringComparison.Ordinal));
        var result = _broker.Append(TestBatch.Of("b"));
        await Should.ThrowAsync<BrokerStorageException>(async () => await _broker.Log.FlushedTo(result.EndOffset));
        _files.Fail(null);
        _broker.Append(TestBatch.Of("c")).Error.ShouldBe(ErrorCode.KafkaStorageError);
        _broker.Log.HighWatermark.ShouldBe(1);
        _broker.Log.ReadAll().ShouldHaveSingleItem();
    }

    [Fact]
    public void A_nearly_full_disk_refuses_clients_but_not_markers()
    {
        _broker.Options = _broker.Options with { MinFreeBytes = 1000 };
        _broker.Append(TestBatch.Of("a").From(1, 0, 0, transactional: true));
        _files.FreeBytes = 999;
        _broker.Manager.FlushDirtyAsync();
        _broker.Append(TestBatch.Of("b")).Error.ShouldBe(ErrorCode.KafkaStorageError);
        _broker.Log.AppendMarker(1, 0, commit: true).ShouldBe(1);
        _files.FreeBytes = 1000;
        _broker.Manager.FlushDirtyAsync();
        _broker.Append(TestBatch.Of("b")).Error.ShouldBe(ErrorCode.None);
    }
}
