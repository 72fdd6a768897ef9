using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Conformance.Tests.Differential;

internal sealed partial class StepSource
{
    /// <summary>A subscription of the consumer protocol, version 0, to one topic, without user data; what an OffsetDelete looks into.</summary>
    private byte[] Subscription()
    {
        var topic = System.Text.Encoding.UTF8.GetBytes(Topic(0));
        return [0, 0, 0, 0, 0, 1, 0, (byte)topic.Length, .. topic, 255, 255, 255, 255];
    }

    private Step CommitOffsets()
    {
        string group = AnyGroup(),
            topic = AnyTopic();
        var partition = AnyPartition();
        var offset = _random.Next(100);
        var version = Version(2, 9);
        var who = Of("nobody", "nobody", "its member", "a stranger", "its member of before");
        var metadata = Chance(5) ? new string('m', 5000) : "note";
        return new(
            FormattableString.Invariant(
                $"{who} commits {offset} of {topic}/{partition} for {group} ({metadata.Length} bytes of metadata), v{version}"
            ),
            async peer =>
            {
                // Refused as a whole it makes a group in Apache Kafka, which is seen some time later; so it comes behind an accepted one.
                var before = metadata.Length > 5 ? await CommitAsync("note") : "";
                return before + await CommitAsync(metadata);

                Task<string> CommitAsync(string metadata)
                {
                    var member = peer.Member(group);
                    var request = new OffsetCommitRequest
                    {
                        GroupId = group,
                        MemberId =
                            who == "nobody" ? ""
                            : who == "a stranger" ? "stranger"
                            : member.Id,
                        GenerationIdOrMemberEpoch =
                            who == "nobody" ? -1
                            : who == "its member of before" ? member.Generation - 1
                            : member.Generation,
                    };
                    request.Topics.Add(new() { Name = topic });
                    request
                        .Topics[0]
                        .Partitions.Add(
                            new()
                            {
                                PartitionIndex = partition,
                                CommittedOffset = offset,
                                CommittedMetadata = metadata,
                            }
                        );
                    return peer.TextAsync(version, request);
                }
            }
        );
    }

    private Step FetchOffsets()
    {
        string group = AnyGroup(),
            topic = AnyTopic();
        var partition = AnyPartition();
        var version = Version(1, 9);
        var all = version >= 2 && Chance(30);
        // Asked for all, the embedded broker also tells those that are only pending; Apache Kafka does not.
        var stable = version >= 7 && !all && Chance(50);
        return new(
            FormattableString.Invariant(
                $"offsets of {group} for {(all ? "all" : $"{topic}/{partition}")}{(stable ? ", stable" : "")}, v{version}"
            ),
            peer =>
            {
                var request = new OffsetFetchRequest { RequireStable = stable };
                if (version >= 8)
                {
                    request.Groups.Add(
                        new() { GroupId = group, Topics = all ? null : [new() { Name = topic, PartitionIndexes = [partition] }] }
                    );
                }
                else
                {
                    request.GroupId = group;
                    request.Topics = all ? null! : [new() { Name = topic, PartitionIndexes = [partition] }];
                }
                return peer.TextAsync(version, request);
            }
        );
    }

    private Step GroupAdministration()
    {
        var group = AnyGroup();
        string topic = AnyTopic();
        var partition = AnyPartition();
        var version = Version(0, 5);
        return _random.Next(5) switch
        {
            0 => new(
                FormattableString.Invariant($"describe {group}, v{version}"),
                peer => peer.TextAsync(version, new DescribeGroupsRequest { Groups = [group] })
            ),
            1 => new(FormattableString.Invariant($"list groups, v{version}"), peer => ListGroupsAsync(peer, version)),
            2 => new(
                FormattableString.Invariant($"delete {group}, v{version % 3}"),
                peer => peer.TextAsync((short)(version % 3), new DeleteGroupsRequest { GroupsNames = [group] })
            ),
            3 => new(
                FormattableString.Invariant($"delete the offset of {topic}/{partition} in {group}"),
                peer =>
                {
                    var request = new OffsetDeleteRequest { GroupId = group };
                    request.Topics.Add(new() { Name = topic });
                    request.Topics[0].Partitions.Add(new() { PartitionIndex = partition });
                    return peer.TextAsync(0, request);
                }
            ),
            _ => new(
                "delete a group nobody knows",
                peer => peer.TextAsync(2, new DeleteGroupsRequest { GroupsNames = [$"{prefix}-nobody"] })
            ),
        };
    }

    private async Task<string> ListGroupsAsync(Peer peer, short version)
    {
        var request = new ListGroupsRequest { StatesFilter = version >= 4 ? ["Empty", "stable"] : [] };
        var answer = await peer.AskAsync<ListGroupsResponse>(version, request);
        answer.Groups.RemoveAll(each => !each.GroupId.StartsWith(prefix, StringComparison.Ordinal));
        return MessageText.Of(answer, peer.Names);
    }

    private Step Membership()
    {
        var group = AnyGroup();
        return _random.Next(6) switch
        {
            0 or 1 => Join(group, Version(4, 9)),
            2 => Join(group, Version(2, 3)),
            3 => Heartbeat(group),
            4 => Leave(group),
            _ => new(
                $"join {group} wrongly",
                peer =>
                {
                    var request = JoinRequest(group, "", Of(1000, 10_000));
                    request.Protocols.Clear();
                    return peer.TextAsync(5, request);
                }
            ),
        };
    }

    private JoinGroupRequest JoinRequest(string group, string memberId, int sessionMs)
    {
        var request = new JoinGroupRequest
        {
            GroupId = group,
            SessionTimeoutMs = sessionMs,
            RebalanceTimeoutMs = 10_000,
            MemberId = memberId,
            ProtocolType = "consumer",
        };
        request.Protocols.Add(new() { Name = "range", Metadata = Subscription() });
        return request;
    }

    /// <summary>The only member of a group joins it, or joins again, and assigns itself something.</summary>
    private Step Join(string group, short version) =>
        new(
            FormattableString.Invariant($"join {group} and sync, v{version}"),
            async peer =>
            {
                const int SessionMs = 1_800_000; // nobody is to expire in the middle of a run
                var member = peer.Member(group);
                var answer = await peer.AskAsync<JoinGroupResponse>(version, JoinRequest(group, member.Id, SessionMs));
                var texts = new List<string> { Joined(answer, member, peer) };
                if (answer.ErrorCode == (short)ErrorCode.UnknownMemberId)
                {
                    member.Id = "";
                    answer = await peer.AskAsync<JoinGroupResponse>(version, JoinRequest(group, "", SessionMs));
                    texts.Add(Joined(answer, member, peer));
                }
                if (answer.ErrorCode == (short)ErrorCode.MemberIdRequired)
                {
                    answer = await peer.AskAsync<JoinGroupResponse>(version, JoinRequest(group, answer.MemberId, SessionMs));
                    texts.Add(Joined(answer, member, peer));
                }
                if (answer.ErrorCode == 0)
                {
                    (member.Id, member.Generation) = (answer.MemberId, answer.GenerationId);
                    var sync = new SyncGroupRequest
                    {
                        GroupId = group,
                        GenerationId = member.Generation,
                        MemberId = member.Id,
                        ProtocolType = "consumer",
                        ProtocolName = "range",
                    };
                    sync.Assignments.Add(new() { MemberId = member.Id, Assignment = [1, 2, 3] });
                    texts.Add(await peer.TextAsync(5, sync));
                }
                return string.Join("\n  ", texts);
            }
        );

    /// <summary>Generations are compared with the one before only: those of a group that was deleted go on here and begin anew in Apache Kafka.</summary>
    private static string Joined(JoinGroupResponse answer, MemberMemory member, Peer peer)
    {
        var same = answer.MemberId == member.Id && answer.GenerationId == member.Generation;
        return $"{(same ? "same" : "new")} generation {MessageText.Of(answer, peer.Names, "GenerationId")}";
    }

    private Step Heartbeat(string group)
    {
        var generation = Chance(80) ? 0 : -1;
        var version = Version(0, 4);
        return new(
            FormattableString.Invariant($"heartbeat of {group}, generation {generation:+0;-0;+0}, v{version}"),
            peer =>
                peer.TextAsync(
                    version,
                    new HeartbeatRequest
                    {
                        GroupId = group,
                        MemberId = peer.Member(group).Id,
                        GenerationId = peer.Member(group).Generation + generation,
                    }
                )
        );
    }

    private Step Leave(string group)
    {
        var version = Version(0, 5);
        return new(
            FormattableString.Invariant($"leave {group}, v{version}"),
            peer =>
            {
                var request = new LeaveGroupRequest { GroupId = group, MemberId = peer.Member(group).Id };
                request.Members.Add(new() { MemberId = peer.Member(group).Id });
                return peer.TextAsync(version, request);
            }
        );
    }

    private Step Coordinator()
    {
        var type = (sbyte)_random.Next(0, 5);
        var version = Version(1, 4);
        return new(
            FormattableString.Invariant($"find the coordinator of type {type}, v{version}"),
            peer =>
                peer.TextAsync(
                    version,
                    new FindCoordinatorRequest
                    {
                        Key = $"{prefix}-c",
                        KeyType = type,
                        CoordinatorKeys = [$"{prefix}-c"],
                    },
                    "NodeId"
                )
        );
    }

    /// <summary>Frames that are no request of a version the broker knows.</summary>
    private Step Protocol() =>
        Of<Step>(
            new("ask for API versions in version 99", peer => FrameAsync(peer, [0, 18, 0, 99, 0, 0, 0, 7, 255, 255, 0, 1, 2, 3])),
            new("call an API that there is not", peer => FrameAsync(peer, [3, 232, 0, 0, 0, 0, 0, 7, 255, 255])),
            new("produce in version 99", peer => FrameAsync(peer, [0, 0, 0, 99, 0, 0, 0, 7, 255, 255])),
            new("send half a metadata request", peer => FrameAsync(peer, [0, 3, 0, 4, 0, 0, 0, 7, 255, 255, 0, 0])),
            new(
                "send a topic array of two thousand millions",
                peer => FrameAsync(peer, [0, 3, 0, 4, 0, 0, 0, 7, 255, 255, 127, 255, 255, 255])
            )
        );

    private static async Task<string> FrameAsync(Peer peer, byte[] request)
    {
        byte[] framed = [0, 0, 0, (byte)request.Length, .. request];
        var answer = await peer.Client.ExchangeAsync(framed);
        return answer is null ? "(closed the connection)" : Convert.ToHexString(answer.AsSpan(0, 6));
    }
}
