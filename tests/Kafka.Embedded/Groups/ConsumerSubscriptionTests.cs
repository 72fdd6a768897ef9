using NbaPipeline.Kafka.Embedded.Groups;

namespace NbaPipeline.Kafka.Embedded.Tests.Groups;

/// <summary>The subscription of a consumer is bytes from a client (spec section 12.8).</summary>
public sealed class ConsumerSubscriptionTests
{
    [Fact]
    public void The_topics_are_read_and_what_follows_them_is_not()
    {
        ConsumerSubscription.Topics(GroupBench.Subscription("a,bc")).ShouldBe(["a", "bc"], ignoreOrder: true);
        ConsumerSubscription.Topics(GroupBench.Subscription("")).ShouldBe([]);
        ConsumerSubscription.Topics([0, 0, 0, 0, 0, 1, 0, 1, (byte)'x']).ShouldBe(["x"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0001")]
    [InlineData("000100000001")]
    [InlineData("00010000000100")]
    [InlineData("000100000001000541")]
    [InlineData("000100000001FFFF")]
    [InlineData("0001FFFFFFFF")]
    [InlineData("00017FFFFFFF00000000")]
    [InlineData("FFFF00000000")]
    public void What_is_no_subscription_is_told_from_an_empty_one(string hex) =>
        ConsumerSubscription.Topics(Convert.FromHexString(hex)).ShouldBeNull();

    [Fact]
    public void No_bytes_make_it_fail()
    {
        const int seed = 20_261_122;
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);
            bytes.AsSpan(0, Math.Min(bytes.Length, 5)).Clear();
            Should.NotThrow(() => ConsumerSubscription.Topics(bytes), $"seed {seed}, round {i}");
        }
    }
}
