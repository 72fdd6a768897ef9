using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Groups;

/// <summary>A consumer that does what clients do with every answer: joins, syncs, beats, joins again. Driven step by step.</summary>
internal sealed class SimulatedMember(GroupBench bench, string group, string? instance, short version, Action<Task> sent)
{
    private Task<JoinGroupResponse>? _join;
    private Task<SyncGroupResponse>? _sync;

    public string? Instance { get; } = instance;

    public string MemberId { get; private set; } = "";

    public string Topics { get; set; } = "t";

    /// <summary>Of the last assignment; 0 while there is none.</summary>
    public int Generation { get; private set; }

    public string Leader { get; private set; } = "";

    /// <summary>It takes answers and goes on; a member that is not running keeps silent, as a crashed one.</summary>
    public bool IsRunning { get; private set; } = true;

    public bool IsAssigned => Generation > 0 && _join is null && _sync is null;

    /// <summary>Joins that were answered with a generation: generation, leader, whether the member list came with it.</summary>
    public List<(int Generation, string Leader, bool Led)> History { get; } = [];

    public void Crash() => IsRunning = false;

    /// <summary>A static member is started again by another process under the same instance id.</summary>
    public SimulatedMember Successor(short newVersion)
    {
        Crash();
        return new(bench, group, Instance, newVersion, sent) { Topics = Topics };
    }

    public void Leave()
    {
        Crash();
        bench.Leave(group, 3, (MemberId, Instance));
    }

    /// <summary>Sends the parked join once more, as after a lost connection.</summary>
    public void RepeatJoin()
    {
        if (_join is not null && MemberId.Length > 0)
        {
            Join();
        }
    }

    public void ChangeTopics(string topics)
    {
        Topics = topics;
        if (IsAssigned)
        {
            Join();
        }
    }

    public void Step()
    {
        if (!IsRunning || (_join is { IsCompleted: false }) || (_sync is { IsCompleted: false }))
        {
            return;
        }

        if (_join is { } join)
        {
            _join = null;
            Joined(join.GetAwaiter().GetResult());
        }
        else if (_sync is { } sync)
        {
            _sync = null;
            SyncGroupResponse response = sync.GetAwaiter().GetResult();
            if (Continue((ErrorCode)response.ErrorCode))
            {
                System
                    .Text.Encoding.UTF8.GetString(response.Assignment)
                    .ShouldBe(Instance ?? MemberId, "each member is given its own part");
            }
        }
        else if (Generation == 0)
        {
            Join();
        }
        else
        {
            Continue(bench.Heartbeat(group, MemberId, Generation, Instance));
        }
    }

    private void Join()
    {
        Generation = 0;
        _sync = null;
        _join = bench.Join(group, MemberId, Instance, version, topics: Topics, protocols: $"range,{Topics}-only,roundrobin");
        sent(_join);
    }

    private void Joined(JoinGroupResponse response)
    {
        if (response.ErrorCode == (short)ErrorCode.MemberIdRequired)
        {
            MemberId = response.MemberId;
            Join();
            return;
        }

        if (!Continue((ErrorCode)response.ErrorCode))
        {
            return;
        }

        response.ProtocolName.ShouldNotBeNullOrEmpty();
        MemberId = response.MemberId;
        Leader = response.Leader;
        Generation = response.GenerationId;
        bool leads = response.Leader == response.MemberId;
        (response.Members.Count > 0).ShouldBe(leads, "the member list is for the leader");
        History.Add((Generation, Leader, leads && !response.SkipAssignment));
        (string, string)[] assignments =
            leads && !response.SkipAssignment
                ? response.Members.Select(member => (member.MemberId, member.GroupInstanceId ?? member.MemberId)).ToArray()
                : [];
        _sync = bench.Sync(group, MemberId, Generation, Instance, assignments: assignments);
        sent(_sync);
    }

    private bool Continue(ErrorCode error)
    {
        switch (error)
        {
            case ErrorCode.None:
                return true;
            case ErrorCode.FencedInstanceId:
                Crash();
                return false;
            case ErrorCode.UnknownMemberId:
                MemberId = "";
                break;
            default:
                error.ShouldBeOneOf(ErrorCode.RebalanceInProgress, ErrorCode.IllegalGeneration, ErrorCode.CoordinatorNotAvailable);
                break;
        }

        Join();
        return false;
    }
}
