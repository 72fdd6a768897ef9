using NbaPipeline.Kafka.Embedded.Network;

namespace NbaPipeline.Kafka.Embedded.Tests.Network;

public sealed class MemoryTests
{
    [Fact]
    public async Task The_budget_lets_readers_wait_in_their_order()
    {
        var budget = new MemoryBudget(100);
        await budget.AcquireAsync(60);
        var large = budget.AcquireAsync(80).AsTask();
        var small = budget.AcquireAsync(10).AsTask();
        large.IsCompleted.ShouldBeFalse();
        small.IsCompleted.ShouldBeFalse("a later small request must not starve an earlier large one");
        budget.Release(60);
        await large;
        await small;
        budget.UsedBytes.ShouldBe(90);
    }

    [Fact]
    public async Task More_than_the_whole_budget_is_given_to_one_alone()
    {
        var budget = new MemoryBudget(100);
        await budget.AcquireAsync(1);
        var large = budget.AcquireAsync(1000).AsTask();
        large.IsCompleted.ShouldBeFalse();
        budget.Release(1);
        await large;
        var small = budget.AcquireAsync(1).AsTask();
        small.IsCompleted.ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, 4096)]
    [InlineData(1, 4096)]
    [InlineData(4096, 4096)]
    [InlineData(4097, 8192)]
    [InlineData(1 << 20, 1 << 20)]
    [InlineData((1 << 20) + 1, (1 << 20) + 1)]
    public void Buffers_are_powers_of_two_up_to_a_mebibyte(int asked, int given)
    {
        new BufferPool().Rent(asked).Length.ShouldBe(given);
        BufferPool.Capacity(asked).ShouldBe(given);
    }

    [Fact]
    public void A_returned_buffer_is_given_again()
    {
        var pool = new BufferPool();
        var buffer = pool.Rent(10_000);
        pool.Return(buffer);
        pool.Rent(9_000).ShouldBeSameAs(buffer);
        pool.IdleBytes.ShouldBe(0);
    }

    [Fact]
    public void Idle_buffers_are_bounded_and_large_ones_never_kept()
    {
        var pool = new BufferPool();
        foreach (var buffer in Enumerable.Range(0, 40).Select(_ => pool.Rent(1 << 20)).ToList())
        {
            pool.Return(buffer);
        }
        pool.IdleBytes.ShouldBe(16 << 20);
        pool.Return(pool.Rent(2 << 20));
        pool.IdleBytes.ShouldBe(16 << 20);
    }
}
