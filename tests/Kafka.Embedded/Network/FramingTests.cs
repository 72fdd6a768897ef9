using System.Net;
using NbaPipeline.Kafka.Embedded.Network;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Network;

public sealed class FramingTests
{
    private static byte[] Heartbeat(int correlationId, int generation, params ReadOnlySpan<byte> trailing) =>
        RawClient.Request(ApiKey.Heartbeat, 4, correlationId, new HeartbeatRequest { GroupId = "g", GenerationId = generation }, trailing);

    [Theory]
    [InlineData(new byte[] { 0x16, 0x03, 0x01, 0x02, 0x00, 0x01 })]
    [InlineData(new byte[] { 0x00, 0x00, 0x00, 0x07, 1, 2, 3, 4, 5, 6, 7 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0x7F, 0xFF, 0xFF, 0xFF })]
    public async Task What_is_no_frame_closes_the_connection(byte[] bytes)
    {
        await using var server = TestServer.Start();
        using var client = await server.ConnectAsync();
        await client.SendAsync(bytes);
        await client.ShouldBeClosedAsync();
    }

    [Fact]
    public async Task An_http_request_closes_the_connection()
    {
        await using var server = TestServer.Start();
        using var client = await server.ConnectAsync();
        await client.SendAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        await client.ShouldBeClosedAsync();
    }

    [Fact]
    public async Task A_frame_above_the_limit_closes_the_connection_before_its_body_is_read()
    {
        await using var server = TestServer.Start(configure: o => o.MaxRequestBytes = 1000);
        using var client = await server.ConnectAsync();
        await client.SendAsync(new byte[] { 0, 0, 0x03, 0xE9 });
        await client.ShouldBeClosedAsync();
        server.Network.Budget.UsedBytes.ShouldBe(0);
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_closes_the_connection()
    {
        await using var server = TestServer.Start();
        using var client = await server.ConnectAsync();
        await client.SendAsync(RawClient.Request(ApiKey.Heartbeat, 4, 1, null, 0x7F));
        await client.ShouldBeClosedAsync();
    }

    [Theory]
    [InlineData(999, 0)]
    [InlineData(-1, 0)]
    [InlineData((short)ApiKey.JoinGroup, 0)]
    [InlineData((short)ApiKey.Heartbeat, 5)]
    [InlineData((short)ApiKey.Heartbeat, -1)]
    public async Task An_api_or_version_that_is_not_served_closes_the_connection(short key, short version)
    {
        await using var server = TestServer.Start();
        using var client = await server.ConnectAsync();
        await client.SendAsync(RawClient.Request((ApiKey)key, version, 1, null));
        await client.ShouldBeClosedAsync();
    }

    [Fact]
    public async Task An_api_versions_of_the_future_is_answered_in_version_0_with_the_range_spoken_here()
    {
        await using var server = TestServer.Start();
        using var client = await server.ConnectAsync();
        await client.SendAsync(RawClient.Frame([0, 18, 0, 99, 0, 0, 0, 7, 0xDE, 0xAD, 0xBE, 0xEF]));
        (await client.ReceiveAsync()).ShouldBe([0, 0, 0, 7, 0, 35, 0, 0, 0, 1, 0, 18, 0, 0, 0, 4]);

        await client.SendAsync(
            RawClient.Request(
                ApiKey.ApiVersions,
                4,
                8,
                new ApiVersionsRequest { ClientSoftwareName = "raw", ClientSoftwareVersion = "1.0" }
            )
        );
        var (correlationId, answer) = await client.ReceiveAsync<ApiVersionsResponse>(ApiKey.ApiVersions, 4);
        correlationId.ShouldBe(8);
        answer.ApiKeys.Select(k => (ApiKey)k.ApiKey).ShouldBe([ApiKey.Heartbeat, ApiKey.ApiVersions]);
    }

    [Theory]
    [InlineData("", "1")]
    [InlineData("raw", "")]
    [InlineData("-raw", "1")]
    [InlineData("raw", "1.")]
    [InlineData("ra w", "1")]
    public async Task Odd_software_names_are_answered_with_an_error(string name, string version)
    {
        await using var server = TestServer.Start();
        using var client = await server.ConnectAsync();
        await client.SendAsync(
            RawClient.Request(
                ApiKey.ApiVersions,
                3,
                1,
                new ApiVersionsRequest { ClientSoftwareName = name, ClientSoftwareVersion = version }
            )
        );
        var (_, answer) = await client.ReceiveAsync<ApiVersionsResponse>(ApiKey.ApiVersions, 3);
        answer.ErrorCode.ShouldBe((short)ErrorCode.InvalidRequest);
        answer.ApiKeys.ShouldBeEmpty();
    }

    [Fact]
    public async Task Trailing_bytes_after_a_request_are_ignored()
    {
        await using var server = TestServer.Start();
        using var client = await server.ConnectAsync();
        await client.SendAsync(Heartbeat(1, 11, 1, 2, 3));
        await client.SendAsync(Heartbeat(2, 12));
        (await client.ReceiveAsync<HeartbeatResponse>(ApiKey.Heartbeat, 4)).Body.ErrorCode.ShouldBe((short)11);
        (await client.ReceiveAsync<HeartbeatResponse>(ApiKey.Heartbeat, 4)).Body.ErrorCode.ShouldBe((short)12);
    }

    [Fact]
    public async Task Pipelined_requests_are_answered_in_their_order()
    {
        await using var server = TestServer.Start();
        using var client = await server.ConnectAsync();
        const int Count = 5000;
        var all = Enumerable.Range(0, Count).SelectMany(i => Heartbeat(i, i)).ToArray();
        var sending = client.SendAsync(all);
        for (var i = 0; i < Count; i++)
        {
            var (correlationId, answer) = await client.ReceiveAsync<HeartbeatResponse>(ApiKey.Heartbeat, 4);
            correlationId.ShouldBe(i);
            answer.ErrorCode.ShouldBe((short)i);
        }
        await sending;
    }

    [Fact]
    public async Task A_request_that_arrives_byte_by_byte_is_served()
    {
        await using var server = TestServer.Start();
        using var client = await server.ConnectAsync();
        foreach (var part in Heartbeat(1, 42))
        {
            await client.SendAsync(new[] { part });
        }
        (await client.ReceiveAsync<HeartbeatResponse>(ApiKey.Heartbeat, 4)).Body.ErrorCode.ShouldBe((short)42);
    }

    [Fact]
    public async Task A_request_larger_than_the_whole_memory_budget_is_served()
    {
        await using var server = TestServer.Start(configure: o => o.RequestMemoryBytes = 64 << 10);
        using var client = await server.ConnectAsync();
        await client.SendAsync(Heartbeat(1, 42, new byte[3 << 20]));
        (await client.ReceiveAsync<HeartbeatResponse>(ApiKey.Heartbeat, 4)).Body.ErrorCode.ShouldBe((short)42);
        server.Network.Budget.UsedBytes.ShouldBe(0);
    }

    [Fact]
    public async Task Both_loopback_addresses_are_served_on_one_port()
    {
        await using var server = TestServer.Start();
        foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
        {
            using var client = await RawClient.ConnectAsync(server.Port, address);
            await client.SendAsync(Heartbeat(1, 5));
            (await client.ReceiveAsync<HeartbeatResponse>(ApiKey.Heartbeat, 4)).Body.ErrorCode.ShouldBe((short)5);
        }
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("192.0.2.1")]
    [InlineData("::")]
    public void An_address_that_others_reach_is_refused_unless_allowed(string address)
    {
        var error = Should.Throw<EmbeddedBrokerException>(() => TestServer.Start(configure: o => o.ListenAddress = address));
        error.Message.ShouldContain("AllowRemote");
    }

    [Fact]
    public void What_is_no_address_is_refused()
    {
        Should
            .Throw<EmbeddedBrokerException>(() => TestServer.Start(configure: o => o.ListenAddress = "localhost"))
            .Message.ShouldContain("no IP address");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_refused_with_a_hint()
    {
        await using var server = TestServer.Start();
        Should
            .Throw<EmbeddedBrokerException>(() => TestServer.Start(configure: o => o.Port = server.Port))
            .Message.ShouldContain("another port");
    }
}
