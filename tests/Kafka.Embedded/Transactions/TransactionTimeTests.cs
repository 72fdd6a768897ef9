using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Transactions;

/// <summary>Timeouts and expiry (spec section 11.6).</summary>
public sealed class TransactionTimeTests
{
    [Fact]
    public async Task A_transaction_over_its_timeout_is_aborted_and_its_producer_stays_fenced()
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync();
        await bench.TopicAsync("a");
        (long id, short epoch) = await bench.BeginAsync("t", "a", "x");
        bench.Time.Advance(59_999);
        await bench.Broker.Transactions.TickAsync();
        bench.Describe("t").TransactionState.ShouldBe("Ongoing");
        bench.Time.Advance(1);
        await bench.Broker.Transactions.TickAsync();
        bench.Describe("t").TransactionState.ShouldBe("CompleteAbort");
        bench.Log("a").LastStableOffset.ShouldBe(2);
        bench.Read("a").ShouldBeEmpty();
        (await bench.EndAsync("t", id, epoch, commit: true)).ShouldBe(ErrorCode.ProducerFenced);
        bench.Produce("t", id, epoch, 1, "a", "late").ShouldBe(ErrorCode.InvalidProducerEpoch);
        (await bench.InitAsync("t", id, epoch)).ErrorCode.ShouldBe((short)ErrorCode.ProducerFenced);
        await bench.RestartAsync();
        (await bench.EndAsync("t", id, epoch, commit: true)).ShouldBe(ErrorCode.ProducerFenced);
    }

    [Fact]
    public async Task The_timeout_counts_from_the_first_step_of_the_transaction_not_from_the_last()
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync();
        await bench.TopicAsync("a", 2);
        (long id, short epoch) = await bench.BeginAsync("t", "a", "x");
        bench.Time.Advance(40_000);
        (await bench.AddPartitionAsync("t", id, epoch, "a", 1)).ShouldBe(ErrorCode.None);
        bench.Time.Advance(20_000);
        await bench.Broker.Transactions.TickAsync();
        bench.Describe("t").TransactionState.ShouldBe("CompleteAbort");
    }

    [Fact]
    public async Task After_a_long_outage_ten_seconds_are_left()
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync();
        await bench.TopicAsync("a");
        (long id, short epoch) = await bench.BeginAsync("t", "a", "x");
        bench.Time.Advance(3_600_000);
        await bench.RestartAsync();
        await bench.Broker.Transactions.TickAsync();
        bench.Describe("t").TransactionState.ShouldBe("Ongoing");
        bench.Time.Advance(9_999);
        await bench.Broker.Transactions.TickAsync();
        (await bench.EndAsync("t", id, epoch, commit: true)).ShouldBe(ErrorCode.None);
        bench.Read("a").ShouldBe(["x"]);
    }

    [Fact]
    public async Task An_id_unused_for_a_week_is_forgotten_unless_its_transaction_is_open()
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync();
        await bench.InitAsync("idle");
        bench.Time.Advance((7L * 86_400_000) - 1);
        await bench.Broker.Transactions.TickAsync();
        bench.Describe("idle").ErrorCode.ShouldBe((short)0);
        bench.Time.Advance(1);
        await bench.Broker.Transactions.TickAsync();
        bench.Describe("idle").ErrorCode.ShouldBe((short)ErrorCode.TransactionalIdNotFound);
        await bench.RestartAsync();
        bench.Describe("idle").ErrorCode.ShouldBe((short)ErrorCode.TransactionalIdNotFound);
    }
}
