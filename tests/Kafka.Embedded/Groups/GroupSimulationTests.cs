using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Protocol;
using Xunit.Abstractions;

namespace NbaPipeline.Kafka.Embedded.Tests.Groups;

/// <summary>Many members that come, go, fall silent, change their minds and replace each other, over a control log that lags and fails.</summary>
public sealed class GroupSimulationTests(ITestOutputHelper output)
{
    private const int StepMs = 500;
    private const int MostMembers = 12;

    /// <summary>No answer may take longer: a full rebalance, an abandoned newcomer's five minutes, and the syncs behind it.</summary>
    private const int LongestParkedMs = 300_000 + (3 * GroupBench.RebalanceMs);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Groups_stay_consistent_and_settle_whatever_their_members_do(int seed)
    {
        output.WriteLine($"seed {seed}");
        using var bench = new GroupBench(new() { InitialRebalanceDelayMs = seed % 2 == 0 ? 100 : 3_000 });
        var random = new Random(seed);
        var members = new List<SimulatedMember>();
        var gone = new List<SimulatedMember>();
        var parked = new Dictionary<Task, long>();
        long atMs = 0;
        for (int step = 0; step < 3_000; step++)
        {
            Disturb(bench, random, members, gone, task => parked[task] = atMs);
            Advance();
            if (step % 10 == 0)
            {
                CheckInvariants(bench, members.Concat(gone), $"seed {seed}, step {step}");
            }
        }

        bench.Log.Fails = false;
        bench.Log.Holds = false;
        bench.Log.Release();
        for (int step = 0; step < LongestParkedMs / StepMs; step++)
        {
            Advance();
        }

        CheckInvariants(bench, members.Concat(gone), $"seed {seed}, settled");
        CheckSettled(bench, members.Where(member => member.IsRunning).ToList());
        parked.ShouldBeEmpty();
        bench.Log.Entries.OfType<GroupGeneration>().Count().ShouldBeGreaterThan(50, "or nothing was tested");

        void Advance()
        {
            members.ForEach(member => member.Step());
            atMs += StepMs;
            bench.Clock.Advance(StepMs);
            foreach ((Task task, long sinceMs) in parked.ToArray())
            {
                if (task.IsCompleted)
                {
                    parked.Remove(task);
                }
                else
                {
                    Check(atMs - sinceMs < LongestParkedMs, $"seed {seed}, {atMs} ms: a request is forgotten");
                }
            }
        }
    }

    private static void Disturb(
        GroupBench bench,
        Random random,
        List<SimulatedMember> members,
        List<SimulatedMember> gone,
        Action<Task> sent
    )
    {
        SimulatedMember? one = members.Count == 0 ? null : members[random.Next(members.Count)];
        short version = (short)random.Next(2, 10);
        switch (random.Next(60))
        {
            case < 3 when members.Count < MostMembers:
                members.Add(new(bench, "g", NewInstance(random, members), version, sent));
                break;
            case 3 when one is not null:
                one.Crash();
                Move(one);
                break;
            case 4 when one is { MemberId.Length: > 0 }:
                one.Leave();
                Move(one);
                break;
            case 5 or 6 when one is { Instance: not null }:
                members.Add(one.Successor(version));
                Move(one);
                break;
            case 7:
                one?.ChangeTopics(random.Next(2) == 0 ? "t" : "t,u");
                break;
            case 8:
                one?.RepeatJoin();
                break;
            case 9:
                bench.Log.Holds = !bench.Log.Holds;
                break;
            case 10:
                bench.Log.Fails = random.Next(3) == 0;
                break;
            default:
                break;
        }

        if (!bench.Log.Holds || random.Next(4) == 0)
        {
            bench.Log.Release(reversed: random.Next(2) == 0);
        }

        foreach (SimulatedMember fenced in members.Where(member => !member.IsRunning).ToList())
        {
            Move(fenced);
        }

        void Move(SimulatedMember member)
        {
            members.Remove(member);
            gone.Add(member);
        }
    }

    private static string? NewInstance(Random random, List<SimulatedMember> members)
    {
        string instance = $"instance-{random.Next(5)}";
        return random.Next(2) == 0 || members.Any(member => member.Instance == instance) ? null : instance;
    }

    /// <summary>Plain loops: assertions that take expressions compile them each time, and this runs thousands of times.</summary>
    private static void CheckInvariants(GroupBench bench, IEnumerable<SimulatedMember> members, string when)
    {
        var written = new HashSet<int>();
        int last = 0;
        foreach (GroupGeneration entry in bench.Log.Entries.OfType<GroupGeneration>())
        {
            Check(entry.Generation > last, $"{when}: generation {entry.Generation} was written after {last}");
            last = entry.Generation;
            written.Add(last);
        }

        var leaders = new Dictionary<int, string>();
        foreach (SimulatedMember member in members)
        {
            int own = 0;
            foreach ((int generation, string leader, bool led) in member.History)
            {
                Check(generation >= own, $"{when}: a member was told generation {generation} after {own}");
                Check(written.Contains(generation), $"{when}: generation {generation} was told before it was written");
                own = generation;
                Check(
                    !led || leaders.TryAdd(generation, leader) || leaders[generation] == leader,
                    $"{when}: two led generation {generation}"
                );
            }
        }

        DescribeGroupsResponse.GroupsItem described = bench.Describe("g");
        List<string> instances = described.Members.Select(member => member.GroupInstanceId).OfType<string>().ToList();
        Check(instances.Distinct(StringComparer.Ordinal).Count() == instances.Count, $"{when}: an instance is there twice");
        Check(
            described.GroupState is not ("Empty" or "Dead") || described.Members.Count == 0,
            $"{when}: {described.GroupState} with members"
        );
    }

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            Assert.Fail(otherwise);
        }
    }

    private static void CheckSettled(GroupBench bench, List<SimulatedMember> running)
    {
        DescribeGroupsResponse.GroupsItem described = bench.Describe("g");
        described.GroupState.ShouldBe("Stable");
        described.Members.Select(member => member.MemberId).ShouldBe(running.Select(member => member.MemberId), ignoreOrder: true);
        running.ShouldAllBe(member => member.IsAssigned);
        running.Select(member => member.Generation).Distinct().ShouldHaveSingleItem();
    }
}
