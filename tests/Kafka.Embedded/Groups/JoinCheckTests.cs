using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Groups;

/// <summary>What JoinGroup refuses (spec section 12.3) and how the refusal is shaped.</summary>
public sealed class JoinCheckTests
{
    [Fact]
    public void An_empty_group_id_is_refused()
    {
        using var bench = new GroupBench();
        ErrorOf(bench.Join("")).ShouldBe(ErrorCode.InvalidGroupId);
    }

    [Theory]
    [InlineData(5_999, false)]
    [InlineData(1_800_001, false)]
    [InlineData(6_000, true)]
    [InlineData(1_800_000, true)]
    public void Session_timeouts_have_Kafkas_bounds(int sessionMs, bool isAllowed)
    {
        using var bench = new GroupBench();
        ErrorOf(bench.Join("g", sessionMs: sessionMs)).ShouldBe(isAllowed ? ErrorCode.MemberIdRequired : ErrorCode.InvalidSessionTimeout);
    }

    [Fact]
    public void No_protocol_or_no_type_is_inconsistent()
    {
        using var bench = new GroupBench();
        ErrorOf(bench.Join("g", protocols: "")).ShouldBe(ErrorCode.InconsistentGroupProtocol);
        ErrorOf(bench.Join("g", type: "")).ShouldBe(ErrorCode.InconsistentGroupProtocol);
    }

    [Fact]
    public void Another_type_or_nothing_in_common_with_the_members_is_inconsistent()
    {
        using var bench = new GroupBench();
        bench.Stable("g", protocols: "range,roundrobin");
        ErrorOf(bench.Join("g", type: "connect")).ShouldBe(ErrorCode.InconsistentGroupProtocol);
        ErrorOf(bench.Join("g", protocols: "sticky")).ShouldBe(ErrorCode.InconsistentGroupProtocol);
        ErrorOf(bench.Join("g", protocols: "sticky,roundrobin")).ShouldBe(ErrorCode.MemberIdRequired);
    }

    [Fact]
    public void A_member_id_that_group_or_broker_do_not_know_is_refused()
    {
        using var bench = new GroupBench();
        ErrorOf(bench.Join("nowhere", member: "x")).ShouldBe(ErrorCode.UnknownMemberId);
        bench.Stable("g");
        ErrorOf(bench.Join("g", member: "x")).ShouldBe(ErrorCode.UnknownMemberId);
        ErrorOf(bench.Join("g", member: "x", instance: "i")).ShouldBe(ErrorCode.UnknownMemberId);
        bench.State("nowhere").ShouldBe("Dead");
    }

    [Fact]
    public void An_instance_id_that_belongs_to_another_member_fences()
    {
        using var bench = new GroupBench();
        Task<JoinGroupResponse> join = bench.Join("g", instance: "i");
        bench.Clock.Advance(200);
        bench.SyncAll("g", join);
        ErrorOf(bench.Join("g", member: "former", instance: "i")).ShouldBe(ErrorCode.FencedInstanceId);
    }

    [Fact]
    public void A_full_group_takes_nobody_but_its_own()
    {
        using var bench = new GroupBench(new() { MaxSize = 2 });
        string[] ids = bench.Stable("g", members: 2);
        ErrorOf(bench.Join("g")).ShouldBe(ErrorCode.GroupMaxSizeReached);
        ErrorOf(bench.Join("g", version: 3)).ShouldBe(ErrorCode.GroupMaxSizeReached);
        bench.Join("g", member: ids[0]).IsCompleted.ShouldBeFalse("its leader may start a rebalance");
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(6, "")]
    [InlineData(7, null)]
    [InlineData(9, null)]
    public void A_refusal_has_a_complete_body(short version, string? protocolName)
    {
        using var bench = new GroupBench();
        JoinGroupResponse response = GroupBench.Done(bench.Join("g", member: "m", version: version));
        response.GenerationId.ShouldBe(-1);
        response.ProtocolName.ShouldBe(protocolName);
        response.Leader.ShouldBe("");
        response.MemberId.ShouldBe("m");
        response.Members.ShouldBeEmpty();
    }

    private static ErrorCode ErrorOf(Task<JoinGroupResponse> join) => (ErrorCode)GroupBench.Done(join).ErrorCode;
}
