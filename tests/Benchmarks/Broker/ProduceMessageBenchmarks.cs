using BenchmarkDotNet.Attributes;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Benchmarks.Broker;

/// <summary>The messages of a produce of one batch of 100 records of 100 bytes, without its append: the request is read in place, the answer written.</summary>
[MemoryDiagnoser]
public class ProduceMessageBenchmarks : IDisposable
{
    internal const short Version = 11;
    private readonly ProtocolWriter _writer = new();
    private readonly byte[] _request = Encode();

    [GlobalCleanup]
    public void Dispose()
    {
        _writer.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public int RequestAndAnswer()
    {
        var reader = new ProtocolReader(_request);
        var header = RequestHeader.Read(ref reader);
        var request = new ProduceRequest();
        request.Read(ref reader, header.Version);
        var topic = request.TopicData[0];
        var answered = new ProduceResponse.ResponsesItem { Name = topic.Name };
        answered.PartitionResponses.Add(new() { Index = topic.PartitionData[0].Index, LogAppendTimeMs = -1 });
        var response = new ProduceResponse();
        response.Responses.Add(answered);
        _writer.Reset();
        ResponseHeader.Write(_writer, header.ApiKey, header.Version, header.CorrelationId);
        response.Write(_writer, header.Version);
        return _writer.Length;
    }

    private static byte[] Encode()
    {
        var partition = new ProduceRequest.TopicDataItem.PartitionDataItem { Records = BenchBroker.Batch().Encode() };
        var request = new ProduceRequest { Acks = -1, TopicData = [new() { Name = BenchBroker.TopicName, PartitionData = [partition] }] };
        using var writer = new ProtocolWriter();
        new RequestHeader((short)ApiKey.Produce, Version, 1, "bench").Write(writer);
        request.Write(writer, Version);
        return writer.WrittenSpan.ToArray();
    }
}
