using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Client.Kafka;

namespace NbaPipeline.Benchmarks.Client;

/// <summary>
/// What a record costs in the Kafka clients: <c>client BOOTSTRAP [RECORDS [PROPERTY=VALUE]...]</c>. Writes RECORDS of 100 bytes to a
/// new topic of 4 partitions and reads them back. The fetching and sending threads of librdkafka run beside: their share is the
/// difference between the processor time of the process and of the calling thread.
/// </summary>
internal static class ClientBenchmark
{
    private const int Partitions = 4;
    private const int ValueBytes = 100;
    private const int Batch = 1024;
    private const int TimeoutMs = 120_000;
    private const long FirstTimestampMs = 1_700_000_000_000;

    public static int Run(string[] args)
    {
        if (args.Length == 0)
        {
            Console.Error.WriteLine("usage: client BOOTSTRAP [RECORDS [PROPERTY=VALUE]...]");
            return 2;
        }
        var records = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000;
        var properties = args.Skip(2).Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        var supplier = new KafkaClientSupplier(args[0], properties, NullLogger.Instance);
        var topic = $"client-benchmark-{Guid.NewGuid():N}";
        using (var admin = supplier.CreateAdmin("client-benchmark"))
            admin.CreateTopics([new(topic, Partitions, new Dictionary<string, string> { ["retention.ms"] = "-1" })], TimeoutMs);
        Console.WriteLine($"topic {topic}");
        Produce(supplier, topic, records);
        Read(supplier, topic, records);
        Commit(supplier, topic);
        return 0;
    }

    private static void Produce(KafkaClientSupplier supplier, string topic, int records)
    {
        using var producer = supplier.CreateProducer(new("client-benchmark", null, TimeoutMs));
        var index = producer.TopicIndex(topic);
        var value = new byte[ValueBytes];
        var measure = Measure.Start();
        for (var i = 0; i < records; i++)
        {
            BitConverter.TryWriteBytes(value, (long)i);
            var key = value.AsSpan(0, sizeof(long));
            producer.Produce(index, i % Partitions, key, false, value, false, FirstTimestampMs + (i / 10), null);
        }
        producer.AwaitDeliveries(TimeoutMs);
        measure.Print("produce", records);
    }

    private static void Read(KafkaClientSupplier supplier, string topic, int records)
    {
        using var consumer = supplier.CreateConsumer(new("client-benchmark", null, null, ConsumerRole.Restore));
        consumer.Assign([.. Enumerable.Range(0, Partitions).Select(p => new PartitionOffset(new(topic, p), PartitionOffset.Beginning))]);
        var messages = new ClientMessage[Batch];
        var handles = new nint[Batch];
        var read = Drain(consumer, messages, handles, TimeoutMs, out _, out _);
        var measure = Measure.Start();
        var first = read;
        var ends = 0;
        long sum = 0;
        while (ends < Partitions && measure.Elapsed.TotalMilliseconds < TimeoutMs)
        {
            var got = Drain(consumer, messages, handles, 10, out var atEnd, out var seen);
            (read, ends, sum) = (read + got, ends + atEnd, sum + seen);
        }
        measure.Print("read", read - first);
        if (read != records)
            Console.Error.WriteLine($"read {read} of {records} records (checksum {sum})");
    }

    /// <summary>A poll, one look at each record, and the release.</summary>
    private static int Drain(IConsumerClient consumer, ClientMessage[] messages, nint[] handles, int timeoutMs, out int ends, out long sum)
    {
        var got = consumer.Poll(messages, timeoutMs);
        var records = 0;
        (ends, sum) = (0, 0);
        for (var i = 0; i < got; i++)
        {
            ref var message = ref messages[i];
            if (message.Kind == ClientMessageKind.EndOfPartition)
                ends++;
            if (message.Handle == 0)
                continue;
            sum += message.TimestampMs + message.ValueSpan[0];
            handles[records++] = message.Handle;
        }
        consumer.Release(handles.AsSpan(0, records));
        return records;
    }

    /// <summary>Small transactions: the price of a commit.</summary>
    private static void Commit(KafkaClientSupplier supplier, string topic)
    {
        const int Commits = 200;
        const int Records = 20;
        using var producer = supplier.CreateProducer(new("client-benchmark", topic, TimeoutMs));
        producer.InitTransactions(TimeoutMs);
        var index = producer.TopicIndex(topic);
        var value = new byte[ValueBytes];
        var awaits = new double[Commits];
        var commits = new double[Commits];
        for (var i = 0; i < Commits; i++)
        {
            producer.BeginTransaction();
            for (var n = 0; n < Records; n++)
                producer.Produce(index, n % Partitions, value, false, value, false, FirstTimestampMs, null);
            var started = Stopwatch.GetTimestamp();
            producer.AwaitDeliveries(TimeoutMs);
            awaits[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            producer.CommitTransaction(TimeoutMs);
            commits[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
        Array.Sort(awaits);
        Array.Sort(commits);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"commit of {Records}: p50 {commits[Commits / 2]:F2} ms, p99 {commits[Commits * 99 / 100]:F2} ms, of it deliveries p50 {awaits[Commits / 2]:F2} ms"
            )
        );
    }
}
