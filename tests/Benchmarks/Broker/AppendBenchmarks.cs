using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Benchmarks.Broker;

/// <summary>
/// A batch of 100 records of 100 bytes, from the request's frame to the segment file: checked, numbered, written. Per batch, into one segment;
/// the disk's share is not in it.
/// </summary>
[MemoryDiagnoser]
[InvocationCount(BatchesPerLog)]
public class AppendBenchmarks : IDisposable
{
    private const int BatchesPerLog = 16_384; // 180 MB: no log grows without bound, however long the measuring takes
    private readonly byte[] _plain = BenchBroker.Batch().Encode();
    private readonly byte[] _idempotent = BenchBroker.Batch().From(producerId: 1, epoch: 0, sequence: 0).Encode();
    private int _sequence;
    private BenchBroker _broker = null!;

    [IterationSetup]
    public void Open() => _broker = new BenchBroker(segmentBytes: "1073741824");

    [IterationCleanup]
    public void Dispose()
    {
        _broker.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public long Plain() => _broker.Append(_plain);

    /// <summary>With the client's work of <see cref="Number"/>, which is to be subtracted.</summary>
    [Benchmark]
    public long Idempotent()
    {
        Number();
        return _broker.Append(_idempotent);
    }

    /// <summary>Gives the batch its sequence and its checksum.</summary>
    [Benchmark]
    public int Number()
    {
        BinaryPrimitives.WriteInt32BigEndian(_idempotent.AsSpan(BatchLayout.BaseSequence), _sequence);
        BatchEdit.SetCrc(_idempotent);
        return _sequence = (_sequence + BenchBroker.RecordsPerBatch) & int.MaxValue;
    }
}
