using NbaPipeline.Kafka.Embedded.Handlers;
using NbaPipeline.Kafka.Embedded.Network;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Network;

public sealed class ConnectionLimitTests
{
    private static readonly byte[] Heartbeat = RawClient.Request(ApiKey.Heartbeat, 4, 1, new HeartbeatRequest { GroupId = "g" });

    private static async Task RoundTripAsync(RawClient client)
    {
        await client.SendAsync(Heartbeat);
        await client.ReceiveAsync<HeartbeatResponse>(ApiKey.Heartbeat, 4);
    }

    [Fact]
    public async Task A_connection_above_the_maximum_is_closed_and_a_place_that_gets_free_is_given_again()
    {
        await using var server = TestServer.Start(configure: o => o.MaxConnections = 1);
        using (var first = await server.ConnectAsync())
        {
            await RoundTripAsync(first);
            using var second = await server.ConnectAsync();
            await second.ShouldBeClosedAsync();
            await RoundTripAsync(first);
        }
        await Eventually.ShouldHoldAsync(() => server.ConnectionCount == 0, "the closed connections are forgotten");
        using var third = await server.ConnectAsync();
        await RoundTripAsync(third);
    }

    [Fact]
    public async Task An_idle_connection_is_closed()
    {
        var time = new ManualTime();
        await using var server = TestServer.Start(configure: o => o.IdleConnectionMs = 5000, time: time);
        using var client = await server.ConnectAsync();
        await RoundTripAsync(client);
        time.Advance(TimeSpan.FromSeconds(4));
        await RoundTripAsync(client);
        // The client may have its answer before the connection counts as idle.
        await Eventually.ShouldHoldAsync(() => server.CountIn(ConnectionPhase.Idle) == 1, "the connection is idle");
        time.Advance(TimeSpan.FromSeconds(7));
        await client.ShouldBeClosedAsync();
    }

    [Fact]
    public async Task A_body_that_stalls_closes_the_connection_and_gives_its_memory_back()
    {
        var time = new ManualTime();
        await using var server = TestServer.Start(time: time);
        using var client = await server.ConnectAsync();
        await client.SendAsync(Heartbeat.AsMemory(0, 10));
        await Eventually.ShouldHoldAsync(() => server.CountIn(ConnectionPhase.Body) == 1, "the body is being read");
        time.Advance(TimeSpan.FromSeconds(29));
        server.Network.Budget.UsedBytes.ShouldBeGreaterThan(0);
        time.Advance(TimeSpan.FromSeconds(3));
        await client.ShouldBeClosedAsync();
        await Eventually.ShouldHoldAsync(() => server.Network.Budget.UsedBytes == 0, "the memory is free again");
    }

    [Fact]
    public async Task A_stalled_body_lets_others_wait_for_memory_and_not_fail()
    {
        var time = new ManualTime();
        await using var server = TestServer.Start(configure: o => o.RequestMemoryBytes = 4096, time: time);
        using var slow = await server.ConnectAsync();
        await slow.SendAsync(Heartbeat.AsMemory(0, 10));
        await Eventually.ShouldHoldAsync(() => server.Network.Budget.UsedBytes > 0, "the body is being read");
        using var other = await server.ConnectAsync();
        await other.SendAsync(Heartbeat);
        var answer = other.ReceiveAsync<HeartbeatResponse>(ApiKey.Heartbeat, 4);
        await slow.SendAsync(Heartbeat.AsMemory(10));
        await slow.ReceiveAsync<HeartbeatResponse>(ApiKey.Heartbeat, 4);
        await answer;
    }

    [Fact]
    public async Task A_client_that_does_not_take_its_answer_is_cut_off()
    {
        var time = new ManualTime();
        var large = new HeartbeatLarge();
        await using var server = TestServer.Start(t => t.Add<HeartbeatRequest>(ApiKey.Heartbeat, (_, _) => large), time: time);
        using var client = await server.ConnectAsync();
        await client.SendAsync(Heartbeat);
        await Eventually.ShouldHoldAsync(() => large.Written, "the answer is being sent");
        await Eventually.ShouldHoldAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(61));
                return server.ConnectionCount == 0;
            },
            "the connection is closed"
        );
    }

    [Fact]
    public async Task A_parked_request_ends_when_its_client_goes()
    {
        var parked = new TaskCompletionSource<CancellationToken>();
        var never = new TaskCompletionSource<SyncGroupResponse>();
        await using var server = TestServer.Start(t =>
            t.AddParking<SyncGroupRequest, SyncGroupResponse>(
                ApiKey.SyncGroup,
                (_, context) =>
                {
                    parked.SetResult(context.Closed);
                    return never.Task;
                }
            )
        );
        using (var client = await server.ConnectAsync())
        {
            await client.SendAsync(RawClient.Request(ApiKey.SyncGroup, 3, 1, new SyncGroupRequest()));
            (await parked.Task).IsCancellationRequested.ShouldBeFalse();
        }
        await Eventually.ShouldHoldAsync(() => server.ConnectionCount == 0, "the connection ends");
        (await parked.Task).IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task Requests_sent_while_one_is_parked_are_answered_after_it()
    {
        var answer = new TaskCompletionSource<SyncGroupResponse>();
        var parked = new TaskCompletionSource();
        await using var server = TestServer.Start(t =>
            t.AddParking<SyncGroupRequest, SyncGroupResponse>(
                ApiKey.SyncGroup,
                (_, _) =>
                {
                    parked.SetResult();
                    return answer.Task;
                }
            )
        );
        using var client = await server.ConnectAsync();
        await client.SendAsync(RawClient.Request(ApiKey.SyncGroup, 3, 7, new SyncGroupRequest()));
        await parked.Task;
        await client.SendAsync(Heartbeat.AsMemory(0, 9));
        answer.SetResult(new SyncGroupResponse());
        (await client.ReceiveAsync<SyncGroupResponse>(ApiKey.SyncGroup, 3)).CorrelationId.ShouldBe(7);
        await client.SendAsync(Heartbeat.AsMemory(9));
        (await client.ReceiveAsync<HeartbeatResponse>(ApiKey.Heartbeat, 4)).CorrelationId.ShouldBe(1);
    }

    [Fact]
    public async Task A_stop_closes_idle_and_parked_connections()
    {
        var parked = new TaskCompletionSource();
        var server = TestServer.Start(t =>
            t.AddParking<SyncGroupRequest, SyncGroupResponse>(
                ApiKey.SyncGroup,
                (_, _) =>
                {
                    parked.SetResult();
                    return new TaskCompletionSource<SyncGroupResponse>().Task;
                }
            )
        );
        using var idle = await server.ConnectAsync();
        await RoundTripAsync(idle);
        using var waiting = await server.ConnectAsync();
        await waiting.SendAsync(RawClient.Request(ApiKey.SyncGroup, 3, 7, new SyncGroupRequest()));
        await parked.Task;
        await server.DisposeAsync();
        await idle.ShouldBeClosedAsync();
        await waiting.ShouldBeClosedAsync();
    }

    private sealed class HeartbeatLarge : IMessage
    {
        public bool Written { get; private set; }

        public void Read(ref ProtocolReader reader, short version) => throw new NotSupportedException();

        public void Write(ProtocolWriter writer, short version)
        {
            writer.WriteRaw(new byte[64 << 20]);
            Written = true;
        }
    }
}
