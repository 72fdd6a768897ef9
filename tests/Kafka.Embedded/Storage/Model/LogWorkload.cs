using System.Buffers.Binary;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage.Model;

/// <summary>
/// Random use of a partition beside a model of it. Whatever is answered must be what the model says; when the world stops inside an action, what that action
/// was about to append is kept as <see cref="Pending"/>: it may be there afterwards or not.
/// </summary>
internal sealed class LogWorkload(TestBroker broker, Random random, Func<bool> isStopped)
{
    private readonly ModelProducer[] _producers = [new(11, false), new(12, false), new(21, true), new(22, true), new(23, true)];
    private int _values;

    public ModelLog Model { get; } = new();

    /// <summary>The batch of the action during which the world stopped.</summary>
    public ModelBatch? Pending { get; private set; }

    /// <summary>Up to here everything survives a power failure.</summary>
    public long DurableEnd { get; private set; }

    /// <summary>The largest high watermark that a reader may have seen.</summary>
    public long SeenEnd { get; private set; }

    public void Run(int actions)
    {
        for (var i = 0; i < actions && !isStopped(); i++)
        {
            try
            {
                Act();
            }
            catch (IOException) when (isStopped())
            {
                return;
            }
            if (!isStopped())
            {
                SeenEnd = Math.Max(SeenEnd, broker.Log.HighWatermark);
                DurableEnd = broker.Options.FlushPolicy == FlushPolicy.EveryAck ? broker.Log.HighWatermark : DurableEnd;
            }
        }
    }

    /// <summary>After a recovery: takes over what of the model is left, and what the pending batch became.</summary>
    public void Recovered(bool mayLose)
    {
        var log = broker.Log;
        Model.Start = broker.RecordedLogStart;
        log.LogStart.ShouldBe(Model.Start);
        if (Pending is not null)
        {
            Model.Batches.Add(Pending);
        }
        var pending = Pending;
        Pending = null;
        if (mayLose)
        {
            log.LogEnd.ShouldBeGreaterThanOrEqualTo(Math.Max(DurableEnd, Model.Start), "flushed data");
        }
        else
        {
            log.LogEnd.ShouldBeGreaterThanOrEqualTo(pending?.BaseOffset ?? Model.End, "acknowledged data");
        }
        if (mayLose && log.LogEnd == Model.Start && log.ActiveProducers().Count == 0)
        {
            // The end was lost below a log start that was not: the log begins anew there, and knows nothing of what was.
            Model.Batches.Clear();
            Model.Base = Model.Start;
        }
        Model.Batches.RemoveAll(b => b.BaseOffset >= log.LogEnd);
        Model.End.ShouldBe(log.LogEnd, "a log ends where a batch did");
        (DurableEnd, SeenEnd) = (log.LogEnd, log.LogEnd);
        foreach (var producer in _producers)
        {
            Resume(producer, pending);
        }
    }

    private void Act()
    {
        switch (random.Next(20))
        {
            case < 3:
                Append(null);
                break;
            case < 11:
                Append(_producers[random.Next(_producers.Length)]);
                break;
            case < 14:
                End(_producers[random.Next(2, _producers.Length)]);
                break;
            case < 16:
                Repeat(_producers[random.Next(_producers.Length)]);
                break;
            case 16:
                Flush();
                break;
            case 17:
                broker.Time.Advance(TimeSpan.FromMinutes(random.Next(1, 20)));
                Retain();
                break;
            case 18 when random.Next(2) == 0:
                DeleteRecords();
                break;
            case 18:
                broker.Reopen(clean: true);
                Recovered(mayLose: false);
                break;
            default:
                Refuse(_producers[random.Next(_producers.Length)]);
                break;
        }
    }

    private void Append(ModelProducer? producer)
    {
        var now = broker.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var count = random.Next(1, 6);
        var records = Enumerable
            .Range(0, count)
            .Select(_ => new TestRecord(
                $"key {_values % 7}",
                $"value {_values++} {new string('x', random.Next(60))}",
                now - random.Next(100_000)
            ));
        var batch = new TestBatch { Records = [.. records] };
        if (producer is not null)
        {
            batch = batch.From(producer.ProducerId, producer.Epoch, producer.Next, producer.IsTransactional);
        }
        var bytes = batch.Encode();
        Pending = ModelBatch.Of(Model.End, bytes);
        var result = broker.Append([.. bytes]);
        if (!IsAnswered(result))
        {
            return;
        }
        result.Error.ShouldBe(ErrorCode.None, result.Message);
        (result.BaseOffset, result.EndOffset).ShouldBe((Pending.BaseOffset, Pending.EndOffset));
        Keep();
        producer?.Acknowledged(bytes, result.BaseOffset, count);
    }

    private bool IsAnswered(in AppendResult result)
    {
        if (result.Error == ErrorCode.None && !isStopped())
        {
            broker.Log.FlushedTo(result.EndOffset).AsTask().Wait(0).ShouldBeTrue("the caller's thread flushes");
        }
        return !isStopped();
    }

    private void Keep()
    {
        Model.Batches.Add(Pending!);
        Pending = null;
    }

    private void End(ModelProducer producer)
    {
        var commit = random.Next(2) == 0;
        var marker = new byte[ControlBatch.SizeBytes];
        ControlBatch.Write(marker, producer.ProducerId, producer.Epoch, commit, broker.Time.GetUtcNow().ToUnixTimeMilliseconds());
        Pending = ModelBatch.Of(Model.End, marker);
        try
        {
            broker.Log.AppendMarker(producer.ProducerId, producer.Epoch, commit).ShouldBe(Pending.BaseOffset);
        }
        catch (BrokerStorageException) when (isStopped())
        {
            return;
        }
        if (!isStopped())
        {
            Keep();
        }
    }

    // A repeat is answered with the original offset, and nothing is stored.
    private void Repeat(ModelProducer producer)
    {
        foreach (var (bytes, baseOffset) in producer.Answered.ToList())
        {
            if (isStopped())
            {
                return;
            }
            var result = broker.Append([.. bytes]);
            if (IsAnswered(result))
            {
                (result.Error, result.BaseOffset).ShouldBe((ErrorCode.None, baseOffset));
            }
        }
    }

    private void Refuse(ModelProducer producer)
    {
        var batch = TestBatch.Of("never stored").From(producer.ProducerId, producer.Epoch, producer.Next + 1, producer.IsTransactional);
        var isKnown = broker.Log.ActiveProducers().Any(p => p.ProducerId == producer.ProducerId);
        if (isKnown)
        {
            broker.Append(batch).Error.ShouldBe(ErrorCode.OutOfOrderSequenceNumber);
        }
    }

    private void Flush()
    {
        var end = Model.End;
        var flushed = broker.Manager.FlushDirtyAsync();
        if (!isStopped())
        {
            flushed.IsCompletedSuccessfully.ShouldBeTrue();
            DurableEnd = end;
        }
    }

    private void Retain()
    {
        broker.Manager.ApplyRetention();
        if (!isStopped())
        {
            broker.Log.LogStart.ShouldBeLessThanOrEqualTo(broker.Log.LastStableOffset);
            Model.Start = broker.RecordedLogStart;
        }
    }

    private void DeleteRecords()
    {
        var log = broker.Log;
        var offset = random.NextInt64(log.LogStart, log.LogStart + (log.HighWatermark - log.LogStart) / 2 + 1);
        var answer = log.DeleteRecords(offset);
        if (!isStopped())
        {
            answer.ShouldBe((ErrorCode.None, offset));
            Model.Start = offset;
        }
    }

    // The client goes on from what the log has of it; answered batches that are lost cannot be repeated any more.
    private void Resume(ModelProducer producer, ModelBatch? pending)
    {
        var known = broker.Log.ActiveProducers().FirstOrDefault(p => p.ProducerId == producer.ProducerId);
        var answered = producer.Answered.Where(a => Model.Batches.Any(b => b.BaseOffset == a.BaseOffset)).ToList();
        producer.Answered.Clear();
        answered.ForEach(producer.Answered.Enqueue);
        if (pending is { IsMarker: false } && pending.ProducerId == producer.ProducerId && Model.Batches.Contains(pending))
        {
            // The answer was lost: the client sends it again, and must get the original offset.
            producer.Acknowledged([.. new byte[8], .. SizeOf(pending), .. new byte[4], .. pending.Content], pending.BaseOffset, 0);
        }
        if (known is null)
        {
            producer.Answered.Clear();
            producer.Next = 0;
            return;
        }
        producer.Epoch.ShouldBe((short)known.Epoch);
        var stored = Model.Batches.LastOrDefault(b => b.ProducerId == producer.ProducerId && !b.IsMarker);
        producer.Next = known.LastSequence + 1;
        if (stored is not null)
        {
            new BatchHeader([.. new byte[BatchLayout.Magic], .. stored.Content]).LastSequence.ShouldBe(known.LastSequence);
        }
    }

    private static byte[] SizeOf(ModelBatch batch)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, batch.Content.Length + BatchLayout.Magic - BatchLayout.LengthOverhead);
        return size;
    }
}
