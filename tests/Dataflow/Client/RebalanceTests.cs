using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Tests.Client;

public sealed class RebalanceTests(KafkaBroker broker) : ClientTest(broker)
{
    [SkippableFact]
    public void Two_members_share_anchors_and_siblings_co_partitioned()
    {
        NeedsBroker();
        var (anchor, sibling) = (Topic("anchor", 4), Topic("sibling", 4));
        var (first, firstListener) = Member(anchor, sibling);
        PollUntil(() => firstListener.Owned.Count == 8, first);

        var (second, secondListener) = Member(anchor, sibling);
        PollUntil(() => firstListener.Owned.Count == 4 && secondListener.Owned.Count == 4, first, second);

        foreach (var owned in (HashSet<TopicPartition>[])[firstListener.Owned, secondListener.Owned])
            Partitions(owned, anchor).ShouldBe(Partitions(owned, sibling));
        firstListener.Owned.Overlaps(secondListener.Owned).ShouldBeFalse();
        firstListener.Told.ShouldNotContain(t => t.StartsWith("lost"));
    }

    [SkippableFact]
    public void What_a_leaving_member_had_goes_to_the_other()
    {
        NeedsBroker();
        var (anchor, sibling) = (Topic("anchor", 2), Topic("sibling", 2));
        var (first, firstListener) = Member(anchor, sibling);
        var (second, secondListener) = Member(anchor, sibling);
        PollUntil(() => firstListener.Owned.Count == 2 && secondListener.Owned.Count == 2, first, second);

        first.Close();

        Log.Entries.ShouldNotContain(e => e.EventId == 1005);
        PollUntil(() => secondListener.Owned.Count == 4, second);
    }

    [SkippableFact]
    public void Records_of_anchors_and_siblings_arrive_after_the_assignment()
    {
        NeedsBroker();
        var (anchor, sibling) = (Topic("anchor"), Topic("sibling"));
        var producer = Producer();
        Send(producer, anchor, 0, "k", "anchor");
        Send(producer, sibling, 0, "k", "sibling");
        producer.AwaitDeliveries(TimeoutMs);

        var (consumer, _) = Member(anchor, sibling);

        var read = Read(consumer, m => m.Count(r => r.IsRecord) == 2);
        read.Where(m => m.IsRecord).Select(m => m.Value).ShouldBe(["anchor", "sibling"], ignoreOrder: true);
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_the_listener_throws_when_assigned_is_rethrown_by_poll(bool acknowledgedFirst)
    {
        NeedsBroker();
        var anchor = Topic("anchor");
        var (consumer, listener) = Member(anchor);
        Arm(listener, acknowledgedFirst);

        Should.Throw<InvalidTimeZoneException>(() => PollUntil(() => false, consumer)).Message.ShouldBe("mine");

        Poll(consumer); // the group goes on
        Log.Entries.ShouldNotContain(e => e.EventId == 1004);
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_the_listener_throws_when_revoked_is_rethrown_and_the_other_member_gets_its_share(bool acknowledgedFirst)
    {
        NeedsBroker();
        var (anchor, sibling) = (Topic("anchor", 2), Topic("sibling", 2));
        var (first, firstListener) = Member(anchor, sibling);
        PollUntil(() => firstListener.Owned.Count == 4, first);
        Arm(firstListener, acknowledgedFirst);

        var (second, secondListener) = Member(anchor, sibling);
        Should.Throw<InvalidTimeZoneException>(() => PollUntil(() => false, first, second));

        PollUntil(() => secondListener.Owned.Count == 2, first, second);
        Log.Entries.ShouldNotContain(e => e.EventId == 1004);
    }

    [SkippableFact]
    public void A_member_that_stopped_polling_is_told_that_its_partitions_are_lost()
    {
        NeedsBroker();
        var anchor = Topic("anchor");
        var (consumer, listener) = Member(anchor, properties: [("session.timeout.ms", "6000"), ("max.poll.interval.ms", "6000")]);
        PollUntil(() => listener.Owned.Count == 1, consumer);
        var (other, otherListener) = Member(anchor);
        PollUntil(() => otherListener.Owned.Count == 1, other); // until the first is thrown out

        PollUntil(() => listener.Owned.Count == 0, consumer, other);

        listener.Told[1].ShouldBe($"lost {anchor}-0");
    }

    [SkippableFact]
    public void An_assignment_ends_the_wait_of_a_poll()
    {
        NeedsBroker();
        var (consumer, listener) = Member(Topic("anchor"));
        var deadline = Deadline.After(TimeoutMs);

        while (listener.Told.Count == 0)
        {
            deadline.Check(() => "no assignment");
            ReadMessage.Poll(consumer, TimeoutMs);
        }

        deadline.ElapsedMs.ShouldBeLessThan(TimeoutMs);
    }

    private static void Arm(RecordingListener listener, bool acknowledgedFirst)
    {
        var thrown = new InvalidTimeZoneException("mine");
        if (acknowledgedFirst)
            listener.ThrowAfterAcknowledging = thrown;
        else
            listener.ThrowBeforeAcknowledging = thrown;
    }

    private static void Poll(IConsumerClient consumer) => ReadMessage.Poll(consumer, 10);

    private static void PollUntil(Func<bool> condition, params IConsumerClient[] consumers)
    {
        var deadline = Deadline.After(TimeoutMs);
        while (!condition())
        {
            deadline.Check(() => "the group did not get there");
            foreach (var consumer in consumers)
                Poll(consumer);
        }
    }

    private static int[] Partitions(HashSet<TopicPartition> owned, string topic) =>
        [.. owned.Where(p => p.Topic == topic).Select(p => p.Partition).Order()];

    private (IConsumerClient Consumer, RecordingListener Listener) Member(
        string anchor,
        string? sibling = null,
        params (string, string)[] properties
    )
    {
        var consumer = Consumer(ConsumerRole.Stream, $"{Prefix}-group", null, properties);
        var listener = new RecordingListener(consumer, sibling is null ? [] : [sibling]);
        consumer.Subscribe([anchor], listener);
        return (consumer, listener);
    }
}
