using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Tests.Client;

public sealed class AdminTests(KafkaBroker broker) : ClientTest(broker)
{
    private static readonly Dictionary<string, string> NoConfigs = [];

    [SkippableFact]
    public void A_created_topic_is_there_at_once_with_its_partitions()
    {
        NeedsBroker();
        using var admin = Supplier().CreateAdmin($"{Prefix}-admin");

        admin.CreateTopics([new($"{Prefix}-a", 3, NoConfigs), new($"{Prefix}-b", 1, NoConfigs)], TimeoutMs);

        admin
            .PartitionCounts([$"{Prefix}-a", $"{Prefix}-b", $"{Prefix}-none"], TimeoutMs)
            .ShouldBe(new Dictionary<string, int> { [$"{Prefix}-a"] = 3, [$"{Prefix}-b"] = 1 }, ignoreOrder: true);
    }

    [SkippableFact]
    public void A_topic_that_exists_counts_as_created()
    {
        NeedsBroker();
        using var admin = Supplier().CreateAdmin($"{Prefix}-admin");
        admin.CreateTopics([new($"{Prefix}-a", 1, NoConfigs)], TimeoutMs);

        admin.CreateTopics([new($"{Prefix}-a", 1, NoConfigs), new($"{Prefix}-b", 1, NoConfigs)], TimeoutMs);

        admin.PartitionCounts([$"{Prefix}-b"], TimeoutMs).Count.ShouldBe(1);
    }

    [SkippableFact]
    public void A_topic_that_the_broker_refuses_is_named_with_the_reason()
    {
        NeedsBroker();
        using var admin = Supplier().CreateAdmin($"{Prefix}-admin");
        var wrong = new Dictionary<string, string> { ["retention.ms"] = "soon" };

        var thrown = Should.Throw<ClientException>(() => admin.CreateTopics([new($"{Prefix}-a", 1, wrong)], TimeoutMs));

        thrown.Message.ShouldContain($"{Prefix}-a");
        thrown.Message.ShouldContain("retention.ms");
    }
}
