using System.Text;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Network;

public sealed class SaslTests
{
    private static readonly byte[] Heartbeat = RawClient.Request(ApiKey.Heartbeat, 4, 1, new HeartbeatRequest { GroupId = "g" });

    private static TestServer Start() => TestServer.Start(configure: o => o.SaslUsers.Add("ann", "secret"));

    private static async Task<SaslHandshakeResponse> HandshakeAsync(RawClient client, string mechanism, short version)
    {
        await client.SendAsync(RawClient.Request(ApiKey.SaslHandshake, version, 1, new SaslHandshakeRequest { Mechanism = mechanism }));
        return (await client.ReceiveAsync<SaslHandshakeResponse>(ApiKey.SaslHandshake, version)).Body;
    }

    private static async Task<SaslAuthenticateResponse> AuthenticateAsync(RawClient client, string token)
    {
        await client.SendAsync(
            RawClient.Request(ApiKey.SaslAuthenticate, 2, 2, new SaslAuthenticateRequest { AuthBytes = Encoding.UTF8.GetBytes(token) })
        );
        return (await client.ReceiveAsync<SaslAuthenticateResponse>(ApiKey.SaslAuthenticate, 2)).Body;
    }

    [Fact]
    public async Task The_right_password_opens_the_connection()
    {
        await using var server = Start();
        using var client = await server.ConnectAsync();
        (await HandshakeAsync(client, "PLAIN", 1)).ErrorCode.ShouldBe((short)0);
        (await AuthenticateAsync(client, "\0ann\0secret")).ErrorCode.ShouldBe((short)0);
        await client.SendAsync(Heartbeat);
        await client.ReceiveAsync<HeartbeatResponse>(ApiKey.Heartbeat, 4);
    }

    [Theory]
    [InlineData("\0ann\0wrong")]
    [InlineData("\0bob\0secret")]
    [InlineData("\0bob\0")]
    [InlineData("bob\0ann\0secret")]
    [InlineData("ann secret")]
    [InlineData("")]
    public async Task Anything_else_is_refused_and_closed(string token)
    {
        await using var server = Start();
        using var client = await server.ConnectAsync();
        await HandshakeAsync(client, "PLAIN", 1);
        (await AuthenticateAsync(client, token)).ErrorCode.ShouldBe((short)ErrorCode.SaslAuthenticationFailed);
        await client.ShouldBeClosedAsync();
    }

    [Fact]
    public async Task An_unknown_mechanism_is_told_the_known_one_and_may_try_again()
    {
        await using var server = Start();
        using var client = await server.ConnectAsync();
        var refused = await HandshakeAsync(client, "SCRAM-SHA-512", 1);
        refused.ErrorCode.ShouldBe((short)ErrorCode.UnsupportedSaslMechanism);
        refused.Mechanisms.ShouldBe(["PLAIN"]);
        (await HandshakeAsync(client, "PLAIN", 1)).ErrorCode.ShouldBe((short)0);
    }

    [Fact]
    public async Task After_a_handshake_of_version_0_the_token_comes_as_a_bare_frame()
    {
        await using var server = Start();
        using var client = await server.ConnectAsync();
        await HandshakeAsync(client, "PLAIN", 0);
        await client.SendAsync(RawClient.Frame("\0ann\0secret"u8));
        (await client.ReceiveAsync()).ShouldBeEmpty();
        await client.SendAsync(Heartbeat);
        await client.ReceiveAsync<HeartbeatResponse>(ApiKey.Heartbeat, 4);
    }

    [Fact]
    public async Task Before_authentication_only_api_versions_is_served()
    {
        await using var server = Start();
        using var client = await server.ConnectAsync();
        await client.SendAsync(RawClient.Request(ApiKey.ApiVersions, 0, 1, new ApiVersionsRequest()));
        var (_, answer) = await client.ReceiveAsync<ApiVersionsResponse>(ApiKey.ApiVersions, 0);
        answer.ApiKeys.Select(k => (ApiKey)k.ApiKey).ShouldContain(ApiKey.SaslAuthenticate);
        await client.SendAsync(Heartbeat);
        await client.ShouldBeClosedAsync();
    }

    [Fact]
    public async Task A_token_without_handshake_is_refused()
    {
        await using var server = Start();
        using var client = await server.ConnectAsync();
        (await AuthenticateAsync(client, "\0ann\0secret")).ErrorCode.ShouldBe((short)ErrorCode.IllegalSaslState);
        await client.ShouldBeClosedAsync();
    }
}
