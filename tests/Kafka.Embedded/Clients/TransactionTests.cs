using Confluent.Kafka;

namespace NbaPipeline.Kafka.Embedded.Tests.Clients;

public sealed class TransactionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static Message<string, string> Message(string value) => new() { Key = "k", Value = value };

    private static async Task RunAsync(IProducer<string, string> producer, bool commit, params string[] values)
    {
        producer.BeginTransaction();
        foreach (var value in values)
        {
            await producer.ProduceAsync("t", Message(value));
        }
        if (commit)
        {
            producer.CommitTransaction(Patience);
        }
        else
        {
            producer.AbortTransaction(Patience);
        }
    }

    [Theory]
    [InlineData(FlushPolicy.Interval)]
    [InlineData(FlushPolicy.EveryAck)]
    public async Task Committed_records_are_seen_and_aborted_ones_only_by_who_asks_for_them(FlushPolicy policy)
    {
        await using var broker = await TestBroker.StartAsync(o => o.FlushPolicy = policy);
        using var producer = broker.TransactionalProducer("id");
        producer.InitTransactions(Patience);
        await RunAsync(producer, commit: true, "a", "b");
        await RunAsync(producer, commit: false, "c", "d");
        await RunAsync(producer, commit: true, "e");
        broker.ReadAll("t").ShouldBe(["a", "b", "e"]);
        broker.ReadAll("t", IsolationLevel.ReadUncommitted).ShouldBe(["a", "b", "c", "d", "e"]);
        // From the middle of the aborted transaction on.
        broker.ReadAll("t", from: 4).ShouldBe(["e"]);
        await broker.RestartAsync();
        broker.ReadAll("t").ShouldBe(["a", "b", "e"]);
        broker.Reported.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_open_transaction_holds_read_committed_back_until_it_ends()
    {
        await using var broker = await TestBroker.StartAsync();
        using var producer = broker.TransactionalProducer("id");
        using var plain = broker.Producer();
        producer.InitTransactions(Patience);
        await plain.ProduceAsync("t", Message("before"));
        producer.BeginTransaction();
        await producer.ProduceAsync("t", Message("inside"));
        await plain.ProduceAsync("t", Message("after"));
        broker.ReadAll("t").ShouldBe(["before"]);
        broker.ReadAll("t", IsolationLevel.ReadUncommitted).ShouldBe(["before", "inside", "after"]);
        producer.CommitTransaction(Patience);
        broker.ReadAll("t").ShouldBe(["before", "inside", "after"]);
    }

    [Fact]
    public async Task A_parked_read_committed_fetch_is_woken_by_the_commit()
    {
        await using var broker = await TestBroker.StartAsync();
        using var producer = broker.TransactionalProducer("id");
        producer.InitTransactions(Patience);
        await RunAsync(producer, commit: true, "first");
        using var consumer = broker.Consumer(c =>
        {
            c.FetchWaitMaxMs = 60_000;
            c.FetchMinBytes = 1;
            c.EnablePartitionEof = false;
        });
        consumer.Assign(new TopicPartitionOffset("t", 0, 0));
        consumer.Consume(Patience).Message.Value.ShouldBe("first");
        producer.BeginTransaction();
        await producer.ProduceAsync("t", Message("second"));
        consumer.Consume(TimeSpan.FromMilliseconds(500)).ShouldBeNull();
        producer.CommitTransaction(Patience);
        consumer.Consume(Patience).Message.Value.ShouldBe("second");
    }

    [Fact]
    public async Task A_second_producer_with_the_same_id_fences_the_first_and_aborts_what_it_left()
    {
        await using var broker = await TestBroker.StartAsync();
        using var zombie = broker.TransactionalProducer("id");
        zombie.InitTransactions(Patience);
        zombie.BeginTransaction();
        await zombie.ProduceAsync("t", Message("zombie"));
        using var successor = broker.TransactionalProducer("id");
        successor.InitTransactions(Patience);
        await RunAsync(successor, commit: true, "successor");
        var error = Should.Throw<KafkaException>(() => zombie.CommitTransaction(Patience));
        error.Error.IsFatal.ShouldBeTrue();
        broker.ReadAll("t").ShouldBe(["successor"]);
    }

    [Fact]
    public async Task Offsets_become_visible_with_the_commit_and_vanish_with_an_abort()
    {
        await using var broker = await TestBroker.StartAsync();
        using (var plain = broker.Producer())
        {
            await plain.ProduceAsync("in", Message("1"));
            await plain.ProduceAsync("in", Message("2"));
        }
        using var producer = broker.TransactionalProducer("id");
        producer.InitTransactions(Patience);
        using var consumer = broker.Consumer();
        consumer.Subscribe("in");
        consumer.Consume(Patience).ShouldNotBeNull();

        Send(1);
        producer.AbortTransaction(Patience);
        Committed().ShouldBe(Offset.Unset.Value);

        Send(2);
        producer.CommitTransaction(Patience);
        Committed().ShouldBe(2);
        broker.ReadAll("out").ShouldBe(["for 2"]);
        consumer.Close();
        await broker.RestartAsync();
        using var later = broker.Consumer();
        later.Committed([new TopicPartition("in", 0)], Patience).Single().Offset.Value.ShouldBe(2);

        void Send(long offset)
        {
            producer.BeginTransaction();
            producer.Produce("out", Message("for " + offset));
            producer.SendOffsetsToTransaction([new TopicPartitionOffset("in", 0, offset)], consumer.ConsumerGroupMetadata, Patience);
        }

        long Committed() => consumer.Committed([new TopicPartition("in", 0)], Patience).Single().Offset.Value;
    }

    [Fact]
    public async Task A_transaction_open_over_a_restart_can_be_committed()
    {
        var port = 0;
        await using var broker = await TestBroker.StartAsync(o => o.Port = port);
        using var producer = broker.TransactionalProducer("id");
        producer.InitTransactions(Patience);
        producer.BeginTransaction();
        await producer.ProduceAsync("t", Message("a"));
        port = broker.Broker.Port;
        await broker.RestartAsync();
        broker.ReadAll("t").ShouldBeEmpty();
        await producer.ProduceAsync("t", Message("b"));
        producer.CommitTransaction(Patience);
        broker.ReadAll("t").ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task A_transaction_older_than_its_timeout_is_aborted()
    {
        await using var broker = await TestBroker.StartAsync();
        using var producer = broker.TransactionalProducer("id", c => c.TransactionTimeoutMs = 1500);
        producer.InitTransactions(Patience);
        producer.BeginTransaction();
        await producer.ProduceAsync("t", Message("late"));
        using var plain = broker.Producer();
        await plain.ProduceAsync("t", Message("after"));
        using var consumer = broker.Consumer(c => c.EnablePartitionEof = false);
        consumer.Assign(new TopicPartitionOffset("t", 0, 0));
        consumer.Consume(Patience).Message.Value.ShouldBe("after");
        Should.Throw<KafkaException>(() => producer.CommitTransaction(Patience));
    }

    [Fact]
    public async Task Many_transactions_over_many_partitions_are_all_or_nothing()
    {
        const int Partitions = 8;
        await using var broker = await TestBroker.StartAsync(o => o.DefaultPartitions = Partitions);
        using var producer = broker.TransactionalProducer("id");
        producer.InitTransactions(Patience);
        var expected = new List<string>();
        for (var i = 0; i < 60; i++)
        {
            producer.BeginTransaction();
            for (var p = 0; p < Partitions; p++)
            {
                producer.Produce(new TopicPartition("t", p), Message($"{i}"));
            }
            if (i % 3 == 0)
            {
                producer.AbortTransaction(Patience);
            }
            else
            {
                producer.CommitTransaction(Patience);
                expected.Add($"{i}");
            }
        }
        for (var p = 0; p < Partitions; p++)
        {
            broker.ReadAll("t", partition: p).ShouldBe(expected);
        }
    }
}
