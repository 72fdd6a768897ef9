using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;
using NbaPipeline.Kafka.Embedded.Tests.Control;
using NbaPipeline.Kafka.Embedded.Tests.Transactions;

namespace NbaPipeline.Kafka.Embedded.Tests.Topics;

/// <summary>A person reads the name of the topic, also in what storage and recovery report, which know files by the topic's id.</summary>
public sealed class PartitionNameTests
{
    private readonly MemoryFiles _files = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)] // added later
    public async Task A_failed_write_names_the_partition_to_the_client_and_in_the_log_with_the_file(int partition)
    {
        var files = new FailingFiles(_files);
        await using BrokerBench bench = await BrokerBench.OpenAsync(files);
        Guid id = (await bench.TopicAsync("box.scores", partitions: 2)).Id;
        (await bench.Broker.Topics.AddPartitionsAsync("box.scores", 3, null, validateOnly: false)).Error.ShouldBe(ErrorCode.None);
        (files.FailWrites, files.Affects) = (1, path => path.StartsWith("topics", StringComparison.Ordinal));
        Append(bench, partition).Message.ShouldNotBeNull().ShouldStartWith($"box.scores-{partition}: writing");
        string file = $"{LogPaths.Partition(id, partition)}/{new string('0', 20)}.log";
        bench.Complaints.ShouldHaveSingleItem().ShouldContain($"box.scores-{partition}: a write of 73 bytes to {file} at position 0");
    }

    [Fact]
    public async Task A_partition_that_can_only_be_read_is_named_with_its_folder()
    {
        var files = new FailingFiles(_files);
        await using BrokerBench bench = await BrokerBench.OpenAsync(files);
        Guid id = (await bench.TopicAsync("games")).Id;
        (files.FailWrites, files.Affects) = (2, path => path.StartsWith("topics", StringComparison.Ordinal));
        Append(bench, 0, "games");
        Append(bench, 0, "games");
        bench.Log("games").Failure.ShouldStartWith("games-0: a second write failed");
        bench.Complaints.Last().ShouldContain($"games-0 (in {LogPaths.Partition(id, 0)}): a second write failed");
    }

    [Fact]
    public async Task What_a_start_cuts_is_named_after_the_topic()
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync(_files);
        Guid id = (await bench.TopicAsync("box.scores", partitions: 2)).Id;
        Append(bench, 1).Error.ShouldBe(ErrorCode.None);
        using (IBrokerFile file = _files.Open($"{LogPaths.Partition(id, 1)}/{new string('0', 20)}.log"))
        {
            file.Write(file.Length, new byte[9]);
        }

        await bench.RestartAsync();
        bench.Complaints.ShouldContain(line => line.Contains("box.scores-1: 9 bytes from offset 1 on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_transaction_that_a_start_aborts_is_named_after_the_topic()
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync(_files);
        await bench.TopicAsync("games");
        await bench.BeginAsync("t", "games", "x");
        await bench.DisposeAsync();
        await BrokerBench.SeedAsync(_files, new TransactionRemoved("t"));
        await using BrokerBench after = await BrokerBench.OpenAsync(_files);
        after.Complaints.ShouldContain(line => line.Contains("games-0: the transaction from offset 0", StringComparison.Ordinal));
    }

    private static AppendResult Append(BrokerBench bench, int partition, string topic = "box.scores") =>
        bench
            .Log(topic, partition)
            .Append(
                TestBatch.Make("value", producerId: -1, epoch: -1, sequence: -1, isTransactional: false),
                new AppendRequest(ApiVersion: 10, TransactionalId: null, bench.Broker.Transactions)
            );
}
