using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Groups;

/// <summary>A coordinator over a manual clock and a control log in memory, and short forms of the requests. Topics t and u have 4 partitions.</summary>
internal sealed partial class GroupBench : IDisposable
{
    public const int SessionMs = 10_000;
    public const int RebalanceMs = 60_000;

    private readonly Dictionary<string, Guid> _topics = new(StringComparer.Ordinal);

    public GroupBench(GroupOptions? options = null)
    {
        // The test runner's context would move continuations to other threads; so most have run when FakeControlLog.Release returns.
        SynchronizationContext.SetSynchronizationContext(null);
        Options = options ?? new();
        CreateTopic("t");
        CreateTopic("u");
        Coordinator = NewCoordinator();
    }

    public ManualClock Clock { get; } = new();

    public FakeControlLog Log { get; } = new();

    public GroupOptions Options { get; }

    public GroupCoordinator Coordinator { get; private set; }

    public Guid CreateTopic(string name)
    {
        var id = Guid.NewGuid();
        _topics[name] = id;
        Log.State.Apply(new TopicCreated(id, name, 4, 1, new Dictionary<string, string>()), Log.LastSequence);
        return id;
    }

    /// <summary>As the catalogue does: first gone from the control log and from look-ups, then groups are told.</summary>
    public void DeleteTopic(string name)
    {
        _topics.Remove(name, out Guid id);
        Log.State.Apply(new TopicDeleted(id), Log.LastSequence);
        Coordinator.ForgetTopic(id);
    }

    public Guid IdOf(string topic) => _topics[topic];

    public void Restart()
    {
        Coordinator.Stop();
        Coordinator = NewCoordinator();
    }

    public void Dispose() => Coordinator.Dispose();

    public Task<JoinGroupResponse> Join(
        string group,
        string member = "",
        string? instance = null,
        short version = 9,
        int sessionMs = SessionMs,
        int rebalanceMs = RebalanceMs,
        string type = "consumer",
        string protocols = "range",
        string topics = "t",
        byte[]? metadata = null
    ) =>
        Coordinator.JoinAsync(
            new()
            {
                GroupId = group,
                MemberId = member,
                GroupInstanceId = instance,
                SessionTimeoutMs = sessionMs,
                RebalanceTimeoutMs = rebalanceMs,
                ProtocolType = type,
                Protocols = protocols
                    .Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(name => new JoinGroupRequest.ProtocolsItem { Name = name, Metadata = metadata ?? Subscription(topics) })
                    .ToList(),
            },
            Context(version)
        );

    public Task<SyncGroupResponse> Sync(
        string group,
        string member,
        int generation,
        string? instance = null,
        string? type = null,
        string? protocol = null,
        params (string Member, string Assignment)[] assignments
    ) =>
        Coordinator.SyncAsync(
            new()
            {
                GroupId = group,
                MemberId = member,
                GenerationId = generation,
                GroupInstanceId = instance,
                ProtocolType = type,
                ProtocolName = protocol,
                Assignments = assignments
                    .Select(part => new SyncGroupRequest.AssignmentsItem { MemberId = part.Member, Assignment = Bytes(part.Assignment) })
                    .ToList(),
            },
            Context(5)
        );

    public ErrorCode Heartbeat(string group, string member, int generation, string? instance = null) =>
        (ErrorCode)
            Coordinator
                .Heartbeat(
                    new()
                    {
                        GroupId = group,
                        MemberId = member,
                        GenerationId = generation,
                        GroupInstanceId = instance,
                    },
                    Context(4)
                )
                .ErrorCode;

    public LeaveGroupResponse Leave(string group, short version, params (string Member, string? Instance)[] members) =>
        Coordinator.Leave(
            new()
            {
                GroupId = group,
                MemberId = members[0].Member,
                Members = members
                    .Select(member => new LeaveGroupRequest.MembersItem { MemberId = member.Member, GroupInstanceId = member.Instance })
                    .ToList(),
            },
            Context(version)
        );

    public string State(string group) => Describe(group).GroupState;

    public DescribeGroupsResponse.GroupsItem Describe(string group) =>
        Coordinator.Describe(new() { Groups = [group] }, Context(5)).Groups.Single();

    /// <summary>Lets members join together, and sync so that each is assigned its own id: the first one leads. Returns their ids.</summary>
    public string[] Stable(string group, int members = 1, string protocols = "range", string topics = "t", string type = "consumer")
    {
        Task<JoinGroupResponse>[] joins = Enumerable
            .Range(0, members)
            .Select(_ => Join(group, version: 3, protocols: protocols, topics: topics, type: type))
            .ToArray();
        for (int i = 0; i < 20 && !joins.All(join => join.IsCompleted); i++)
        {
            Clock.Advance(Options.InitialRebalanceDelayMs + 2);
        }

        return SyncAll(group, joins);
    }

    /// <summary>Completes the generation that these joins are answered with.</summary>
    public string[] SyncAll(string group, params Task<JoinGroupResponse>[] joins)
    {
        JoinGroupResponse[] joined = joins.Select(Done).ToArray();
        joined.ShouldAllBe(join => join.ErrorCode == 0);
        string[] ids = joined.Select(join => join.MemberId).ToArray();
        foreach (JoinGroupResponse join in joined.OrderBy(join => join.Members.Count))
        {
            _ = Sync(group, join.MemberId, join.GenerationId, assignments: ids.Select(id => (id, id)).ToArray());
        }

        State(group).ShouldBe("Stable");
        return ids;
    }

    /// <summary>The result of a task that nothing holds back any more; its continuations may still be under way on the pool.</summary>
    public static T Done<T>(Task<T> task)
    {
        ((IAsyncResult)task).AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(10)).ShouldBeTrue("the request is still parked");
        return task.GetAwaiter().GetResult();
    }

    public static RequestContext Context(short version) => new(version, "client", "/127.0.0.1", CancellationToken.None);

    public static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    /// <summary>A consumer's join metadata for topics separated by commas.</summary>
    public static byte[] Subscription(string topics)
    {
        List<byte> bytes = [0, 1];
        string[] names = topics.Split(',', StringSplitOptions.RemoveEmptyEntries);
        bytes.AddRange([0, 0, 0, (byte)names.Length]);
        foreach (string name in names)
        {
            bytes.AddRange([0, (byte)name.Length, .. Bytes(name)]);
        }

        bytes.AddRange([255, 255, 255, 255]);
        return [.. bytes];
    }

    private GroupCoordinator NewCoordinator() =>
        new(
            Log,
            Log.State,
            (topic, partition) => partition is >= 0 and < 4 && _topics.TryGetValue(topic, out Guid id) ? id : null,
            Options,
            Clock,
            NullLogger.Instance
        );
}
