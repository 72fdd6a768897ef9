using BenchmarkDotNet.Attributes;
using NbaPipeline.Kafka.Embedded.Handlers;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Benchmarks.Broker;

/// <summary>
/// A fetch of up to 1 MiB from a partition of 45 MB in six segments, but for reading the records and sending them: a plan holds their places,
/// the answer what stands between them.
/// </summary>
[MemoryDiagnoser]
public class FetchBenchmarks : IDisposable
{
    private const short Version = 16;
    private const int Batches = 4096;
    private const int MaxBytes = 1 << 20;
    private const int Stride = 1009; // odd, so that the middle is everywhere
    private readonly ProtocolWriter _writer = new();
    private BenchBroker _broker = null!;
    private byte[] _request = null!;
    private int _at;

    [GlobalSetup]
    public void Open()
    {
        _broker = new BenchBroker(segmentBytes: "8388608");
        var batch = BenchBroker.Batch().Encode();
        for (var i = 0; i < Batches; i++)
        {
            _broker.Append(batch);
        }
        _request = Encode(_broker.Log.LogEnd - BenchBroker.RecordsPerBatch);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _broker.Dispose();
        _writer.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What a consumer that keeps up asks: there is nothing yet.</summary>
    [Benchmark]
    public int PlanAtEnd() => Plan(_broker.Log.LogEnd);

    [Benchmark]
    public int PlanOfLastBatch() => Plan(_broker.Log.LogEnd - BenchBroker.RecordsPerBatch);

    /// <summary>Another place each time, inside a batch of a closed or the open segment.</summary>
    [Benchmark]
    public int PlanInTheMiddle()
    {
        _at = (_at + Stride) % Batches;
        return Plan(((long)_at * BenchBroker.RecordsPerBatch) + (BenchBroker.RecordsPerBatch / 2));
    }

    /// <summary>A request for the last batch from its bytes to those of its answer.</summary>
    [Benchmark]
    public int RequestAndAnswer()
    {
        var reader = new ProtocolReader(_request);
        var header = RequestHeader.Read(ref reader);
        var request = new FetchRequest();
        request.Read(ref reader, header.Version);
        using var job = new FetchJob(request, header.Version, _broker.Topics);
        job.Plan();
        _writer.Reset();
        ResponseHeader.Write(_writer, header.ApiKey, header.Version, header.CorrelationId);
        new FetchAnswer(_writer, header.Version).Write(job);
        return job.MissingBytes <= 0 ? _writer.Length : throw new InvalidOperationException("nothing was fetched");
    }

    private int Plan(long offset)
    {
        using var plan = _broker.Log.Read(offset, MaxBytes, readCommitted: false, atLeastOneBatch: true);
        return plan.Error == ErrorCode.None ? plan.LengthBytes : throw new InvalidOperationException($"fetch at {offset}: {plan.Error}");
    }

    private byte[] Encode(long offset)
    {
        var partition = new FetchRequest.TopicsItem.PartitionsItem { FetchOffset = offset, PartitionMaxBytes = MaxBytes };
        var request = new FetchRequest
        {
            MaxBytes = MaxBytes,
            MinBytes = 1,
            Topics = [new() { TopicId = _broker.Topic.Id, Partitions = [partition] }],
        };
        using var writer = new ProtocolWriter();
        new RequestHeader((short)ApiKey.Fetch, Version, 1, "bench").Write(writer);
        request.Write(writer, Version);
        return writer.WrittenSpan.ToArray();
    }
}
