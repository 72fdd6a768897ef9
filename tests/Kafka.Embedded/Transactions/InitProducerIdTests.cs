using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Transactions;

/// <summary>The table of spec section 11.2, row by row. The id "t" has producer id 4; 2 is its previous one.</summary>
public sealed class InitProducerIdTests
{
    private const long NewId = 1000;
    private readonly MemoryFiles _files = new();

    [Theory]
    [InlineData("", 5L, 5, 60_000, 42)]
    [InlineData("t", 5L, -1, 60_000, 42)]
    [InlineData("t", -1L, 5, 60_000, 42)]
    [InlineData("t", -1L, -1, 0, 50)]
    [InlineData("t", -1L, -1, 900_001, 50)]
    public async Task Malformed_requests_are_refused_and_leave_no_id(string id, long producerId, short epoch, int timeoutMs, short error)
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync();
        InitProducerIdResponse response = await bench.InitAsync(id, producerId, epoch, timeoutMs: timeoutMs);
        response.ErrorCode.ShouldBe(error);
        response.ProducerId.ShouldBe(-1);
        response.ProducerEpoch.ShouldBe((short)-1);
        bench.Broker.Transactions.List(new()).TransactionStates.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_transactional_id_every_call_gets_a_new_producer_id_also_after_a_kill()
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync(_files);
        var given = new List<long>();
        for (int i = 0; i < 1500; i++)
        {
            given.Add((await bench.InitAsync(null)).ProducerId);
        }

        await bench.RestartAsync();
        InitProducerIdResponse after = await bench.InitAsync(null);
        after.ProducerEpoch.ShouldBe((short)0);
        given.Add(after.ProducerId);
        given.Distinct().Count().ShouldBe(given.Count);
    }

    [Fact]
    public async Task An_unknown_id_is_created_with_epoch_zero()
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync();
        InitProducerIdResponse response = await bench.InitAsync("t");
        response.ErrorCode.ShouldBe((short)0);
        response.ProducerEpoch.ShouldBe((short)0);
        bench.Describe("t").TransactionState.ShouldBe("Empty");
    }

    [Theory]
    // no producer id given
    [InlineData(5, 3, -1L, -1, 4L, 6, -1)]
    // the current one
    [InlineData(5, 3, 4L, 5, 4L, 6, 5)]
    // the last one: a repeat of a lost answer
    [InlineData(5, 3, 4L, 3, 4L, 5, 3)]
    // epochs exhausted
    [InlineData(32766, 3, -1L, -1, NewId, 0, -1)]
    [InlineData(32766, 3, 4L, 32766, NewId, 0, 32766)]
    [InlineData(32767, -1, -1L, -1, NewId, 0, -1)]
    // the previous producer id with an exhausted epoch: the repeat after the ids changed
    [InlineData(0, 32766, 2L, 32766, 4L, 0, 32766)]
    public async Task A_producer_that_may_go_on_gets_its_epoch(
        short epoch,
        short lastEpoch,
        long givenId,
        short givenEpoch,
        long producerId,
        short newEpoch,
        short newLastEpoch
    )
    {
        foreach (
            TransactionState state in new[] { TransactionState.Empty, TransactionState.CompleteCommit, TransactionState.CompleteAbort }
        )
        {
            var files = new MemoryFiles();
            await using BrokerBench bench = await OpenAsync(files, state, epoch, lastEpoch);
            InitProducerIdResponse response = await bench.InitAsync("t", givenId, givenEpoch);
            response.ErrorCode.ShouldBe((short)0);
            response.ProducerId.ShouldBe(producerId);
            response.ProducerEpoch.ShouldBe(newEpoch);
            bench.Broker.Log.State.Transactions["t"].LastEpoch.ShouldBe(newLastEpoch);
        }
    }

    [Theory]
    [InlineData(5, 3, 4L, 2, false)]
    [InlineData(5, 3, 4L, 6, false)]
    [InlineData(5, 3, 99L, 5, false)]
    [InlineData(5, 3, 2L, 5, false)]
    [InlineData(5, 3, 4L, 3, true)]
    [InlineData(5, 3, 4L, 2, true)]
    public async Task A_zombie_is_fenced_and_aborts_nothing(short epoch, short lastEpoch, long givenId, short givenEpoch, bool isOngoing)
    {
        TransactionState state = isOngoing ? TransactionState.Ongoing : TransactionState.Empty;
        await using BrokerBench bench = await OpenAsync(_files, state, epoch, lastEpoch);
        (await bench.InitAsync("t", givenId, givenEpoch, version: 4)).ErrorCode.ShouldBe((short)ErrorCode.ProducerFenced);
        (await bench.InitAsync("t", givenId, givenEpoch, version: 3)).ErrorCode.ShouldBe((short)ErrorCode.InvalidProducerEpoch);
        bench.Describe("t").TransactionState.ShouldBe(state.ToString());
        bench.Describe("t").ProducerEpoch.ShouldBe(epoch);
    }

    [Theory]
    [InlineData(5, -1L, -1, 4L, 7, -1)]
    [InlineData(5, 4L, 5, 4L, 6, 5)]
    [InlineData(32766, -1L, -1, NewId, 0, -1)]
    [InlineData(32765, 4L, 32765, NewId, 0, 32765)]
    public async Task An_open_transaction_is_fenced_and_aborted_before_the_answer(
        short epoch,
        long givenId,
        short givenEpoch,
        long producerId,
        short newEpoch,
        short newLastEpoch
    )
    {
        await using BrokerBench bench = await OpenAsync(_files, TransactionState.Ongoing, epoch, lastEpoch: 3);
        InitProducerIdResponse response = await bench.InitAsync("t", givenId, givenEpoch);
        response.ErrorCode.ShouldBe((short)0);
        response.ProducerId.ShouldBe(producerId);
        response.ProducerEpoch.ShouldBe(newEpoch);
        bench.Describe("t").TransactionState.ShouldBe("Empty");
        TransactionSnapshot stored = bench.Broker.Log.State.Transactions["t"];
        stored.LastEpoch.ShouldBe(newLastEpoch);
        stored.Partitions.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_abort_of_a_fenced_transaction_is_in_the_partition_when_the_answer_comes()
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync(_files);
        await bench.TopicAsync("a");
        await bench.BeginAsync("t", "a", "lost");
        bench.Log("a").LastStableOffset.ShouldBe(0);
        (await bench.InitAsync("t")).ErrorCode.ShouldBe((short)0);
        bench.Log("a").LastStableOffset.ShouldBe(2);
        bench.Read("a").ShouldBeEmpty();
    }

    private static async Task<BrokerBench> OpenAsync(MemoryFiles files, TransactionState state, short epoch, short lastEpoch)
    {
        await BrokerBench.SeedAsync(
            files,
            new ProducerIdBlock(NewId),
            new TransactionChanged(new("t", 4, epoch, lastEpoch, 2, 60_000, state, [], [], state == TransactionState.Ongoing ? 1 : -1, 1))
        );
        return await BrokerBench.OpenAsync(files);
    }
}
