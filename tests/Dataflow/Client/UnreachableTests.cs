using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Client.Kafka;

namespace NbaPipeline.Dataflow.Tests.Client;

/// <summary>No broker listens on port 1.</summary>
public sealed class UnreachableTests
{
    private const string Nowhere = "127.0.0.1:1";
    private const int TimeoutMs = 1000;
    private static readonly Dictionary<string, string> None = [];
    private readonly CollectedLog _log = new();
    private readonly KafkaClientSupplier _supplier;

    public UnreachableTests() => _supplier = new(Nowhere, None, _log);

    [Fact]
    public void Admin_says_who_was_asked_how_long_and_what_to_do() =>
        Unreachable(() =>
        {
            using var admin = _supplier.CreateAdmin("admin");
            admin.PartitionCounts(["t"], TimeoutMs);
        });

    [Fact]
    public void Creating_topics_says_so_too() =>
        Unreachable(() =>
        {
            using var admin = _supplier.CreateAdmin("admin");
            admin.CreateTopics([new("t", 1, None)], TimeoutMs);
        });

    [Fact]
    public void Committed_says_so_too() => Unreachable(() => Consume(c => c.Committed([new("t", 0)], TimeoutMs)));

    [Fact]
    public void Query_watermarks_says_so_too() => Unreachable(() => Consume(c => c.QueryWatermarks(new("t", 0), TimeoutMs)));

    [Fact]
    public void Init_transactions_says_so_too() =>
        Unreachable(() =>
        {
            using var producer = _supplier.CreateProducer(new("p", "tx", 10_000));
            producer.InitTransactions(TimeoutMs);
        });

    [Fact]
    public void Awaiting_deliveries_says_so_too_and_closing_does_not_wait() =>
        Unreachable(() =>
        {
            using var producer = _supplier.CreateProducer(new("p", null, 10_000));
            producer.Produce(producer.TopicIndex("t"), 0, "k"u8, false, "v"u8, false, 1, null);
            producer.AwaitDeliveries(TimeoutMs);
        });

    [Fact]
    public void Polling_reports_that_all_brokers_are_down_and_logs_why()
    {
        const int AllBrokersDown = -187;
        var seen = new List<ReadMessage>();
        Consume(consumer =>
        {
            consumer.Assign([new(new("t", 0), 0)]);
            var deadline = Deadline.After(20_000);
            while (!seen.Exists(m => m.ErrorCode == AllBrokersDown))
            {
                deadline.Check(() => string.Join(", ", seen));
                seen.AddRange(ReadMessage.Poll(consumer, 100));
            }
        });
        seen.ShouldAllBe(m => m.Kind == ClientMessageKind.Error);
        _log.Entries.ShouldContain(e => e.Text.Contains("Connection refused", StringComparison.Ordinal));
    }

    [Fact]
    public void A_property_that_is_unknown_or_that_exactly_once_needs_otherwise_is_refused_by_name()
    {
        Refused("no.such.property", "1").ShouldContain("no.such.property=1");
        Refused("queued.min.messages", "many").ShouldContain("queued.min.messages=many");
        Refused("isolation.level", "read_uncommitted").ShouldContain("isolation.level=read_committed");
        Refused("consumer.enable.auto.commit", "true").ShouldContain("enable.auto.commit=false");
    }

    [Fact]
    public void A_property_for_one_kind_of_client_wins_over_that_for_all()
    {
        var given = new Dictionary<string, string> { ["consumer.queued.min.messages"] = "7", ["queued.min.messages"] = "9" };
        ClientProperties.Consumer(Nowhere, given, new("c", "g", null, ConsumerRole.Stream))["queued.min.messages"].ShouldBe("7");
        ClientProperties.Consumer(Nowhere, given, new("c", "g", null, ConsumerRole.Restore))["queued.min.messages"].ShouldBe("9");
    }

    private static string Refused(string name, string value)
    {
        var supplier = new KafkaClientSupplier(Nowhere, new Dictionary<string, string> { [name] = value }, NullLogger.Instance);
        return Should.Throw<ArgumentException>(() => supplier.CreateConsumer(new("c", "g", null, ConsumerRole.Stream)).Dispose()).Message;
    }

    private static void Unreachable(Action call)
    {
        var started = Deadline.After(int.MaxValue);
        var thrown = Should.Throw<ClientException>(call);
        thrown.Kind.ShouldBe(ClientErrorKind.Unreachable);
        thrown.Message.ShouldContain(Nowhere);
        thrown.Message.ShouldContain($"{TimeoutMs} ms");
        thrown.Message.ShouldContain("Check");
        started.ElapsedMs.ShouldBeLessThan(TimeoutMs + 10_000); // the machine may be busy; without a bound it is for ever
    }

    private void Consume(Action<IConsumerClient> call)
    {
        using var consumer = _supplier.CreateConsumer(new("c", "g", null, ConsumerRole.Restore));
        call(consumer);
    }
}
