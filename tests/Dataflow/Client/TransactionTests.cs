using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Tests.Client;

public sealed class TransactionTests(KafkaBroker broker) : ClientTest(broker)
{
    [SkippableFact]
    public void A_committed_transaction_shows_its_records_and_offsets_together()
    {
        NeedsBroker();
        var (input, output) = (Topic("in"), Topic("out"));
        var (consumer, listener) = JoinedMember(input);
        var producer = Initialised();

        producer.BeginTransaction();
        Send(producer, output, 0, "k", "v");
        producer.AwaitDeliveries(TimeoutMs);
        producer.SendOffsetsToTransaction([new(new(input, 0), 42, "stream time")], consumer, TimeoutMs);
        producer.CommitTransaction(TimeoutMs);

        listener.Owned.Count.ShouldBe(1);
        Values(output).ShouldBe(["v"]);
        consumer.Committed([new(input, 0)], TimeoutMs).ShouldBe([new(new(input, 0), 42, "stream time")]);
    }

    [SkippableFact]
    public void An_aborted_transaction_leaves_nothing_and_the_producer_goes_on()
    {
        NeedsBroker();
        var (input, output) = (Topic("in"), Topic("out"));
        var (consumer, _) = JoinedMember(input);
        var producer = Initialised();

        producer.BeginTransaction();
        Send(producer, output, 0, "k", "dropped");
        producer.AwaitDeliveries(TimeoutMs);
        Send(producer, output, 0, "k", "perhaps never sent");
        producer.SendOffsetsToTransaction([new(new(input, 0), 42, "")], consumer, TimeoutMs);
        producer.AbortTransaction(TimeoutMs);
        producer.Outstanding.ShouldBe(0);
        producer.FirstError.ShouldBeNull();
        producer.BeginTransaction();
        Send(producer, output, 0, "k", "kept");
        producer.CommitTransaction(TimeoutMs);

        Values(output).ShouldBe(["kept"]);
        consumer.Committed([new(input, 0)], TimeoutMs)[0].Offset.ShouldBe(-1);
    }

    [SkippableFact]
    public void A_commit_waits_for_records_that_were_not_awaited()
    {
        NeedsBroker();
        var output = Topic("out");
        var producer = Initialised();

        producer.BeginTransaction();
        Send(producer, output, 0, "k", "v");
        producer.CommitTransaction(TimeoutMs);

        producer.Outstanding.ShouldBe(0);
        Values(output).ShouldBe(["v"]);
    }

    [SkippableFact]
    public void A_producer_whose_transactional_id_was_taken_over_is_fenced()
    {
        NeedsBroker();
        var output = Topic("out");
        var old = Initialised();
        old.BeginTransaction();
        Send(old, output, 0, "k", "zombie");
        old.AwaitDeliveries(TimeoutMs);
        var successor = Initialised();

        var thrown = Should.Throw<ClientException>(() => old.CommitTransaction(TimeoutMs));

        thrown.Kind.ShouldBe(ClientErrorKind.Fenced);
        successor.BeginTransaction();
        Send(successor, output, 0, "k", "successor");
        successor.CommitTransaction(TimeoutMs);
        Values(output).ShouldBe(["successor"]);
    }

    [SkippableFact]
    public void A_fenced_producer_learns_it_from_its_records_too()
    {
        NeedsBroker();
        var output = Topic("out");
        var old = Initialised();
        old.BeginTransaction();
        Send(old, output, 0, "k", "before");
        old.AwaitDeliveries(TimeoutMs);
        _ = Initialised();

        var deadline = Deadline.After(TimeoutMs);
        ClientException? seen = null;
        while (seen is null)
        {
            deadline.Check(() => "no error");
            try
            {
                Send(old, output, 0, "k", "after");
                old.Poll(10);
                seen = old.FirstError;
            }
            catch (ClientException thrown)
            {
                seen = thrown;
            }
        }
        seen.Kind.ShouldBe(ClientErrorKind.Fenced);
    }

    [SkippableFact]
    public void Offsets_of_a_member_whose_place_was_taken_are_refused_as_fenced()
    {
        NeedsBroker();
        var input = Topic("in");
        var (consumer, _) = JoinedMember(input, instance: "one");
        var producer = Initialised();
        producer.BeginTransaction();
        JoinedMember(input, instance: "one");

        var thrown = Should.Throw<ClientException>(() =>
            producer.SendOffsetsToTransaction([new(new(input, 0), 1, "")], consumer, TimeoutMs)
        );

        thrown.Kind.ShouldBe(ClientErrorKind.Fenced);
        producer.AbortTransaction(TimeoutMs);
        Should.Throw<ClientException>(() => ReadUntilThrown(consumer)).Kind.ShouldBe(ClientErrorKind.Fenced);
    }

    private IProducerClient Initialised()
    {
        var producer = Producer($"{Prefix}-tx");
        producer.InitTransactions(TimeoutMs);
        return producer;
    }

    private (IConsumerClient, RecordingListener) JoinedMember(string topic, string? instance = null)
    {
        var consumer = Consumer(ConsumerRole.Stream, $"{Prefix}-group", instance);
        var listener = new RecordingListener(consumer);
        consumer.Subscribe([topic], listener);
        var deadline = Deadline.After(TimeoutMs);
        while (listener.Owned.Count == 0)
        {
            deadline.Check(() => "not joined");
            ReadMessage.Poll(consumer, 10);
        }
        return (consumer, listener);
    }

    private static void ReadUntilThrown(IConsumerClient consumer)
    {
        for (var deadline = Deadline.After(TimeoutMs); ; deadline.Check(() => "nothing thrown"))
            ReadMessage.Poll(consumer, 10);
    }

    private List<string?> Values(string topic) => [.. ReadToEnd(Consumer(), topic).Where(m => m.IsRecord).Select(m => m.Value)];
}
