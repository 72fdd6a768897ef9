using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Handlers;
using NbaPipeline.Kafka.Embedded.Network;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Network;

/// <summary>The network side of a broker, with handlers of the test's choice behind it.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly NetworkServer _server;
    private bool _stopped;

    private TestServer(EmbeddedBrokerOptions options, HandlerTable table, TimeProvider? time)
    {
        Network = new NetworkServices(options, table, time ?? TimeProvider.System, NullLogger.Instance, _stopping.Token);
        _server = new NetworkServer(Network, ListenSockets.Open(options, NullLogger.Instance));
        _server.Start();
    }

    public NetworkServices Network { get; }

    public int Port => _server.Port;

    public int ConnectionCount => _server.ConnectionCount;

    public int CountIn(ConnectionPhase phase) => _server.CountIn(phase);

    /// <summary>A server with ApiVersions, and what <paramref name="add"/> brings.</summary>
    public static TestServer Start(
        Action<HandlerTable>? add = null,
        Action<EmbeddedBrokerOptions>? configure = null,
        TimeProvider? time = null
    )
    {
        var options = new EmbeddedBrokerOptions { Port = 0 };
        configure?.Invoke(options);
        var table = new HandlerTable();
        table.Add<ApiVersionsRequest>(ApiKey.ApiVersions, new ApiVersionsHandler(table).Answer);
        table.Add<HeartbeatRequest>(ApiKey.Heartbeat, static (r, _) => new HeartbeatResponse { ErrorCode = (short)r.GenerationId });
        if (options.SaslUsers.Count > 0)
        {
            table.Add(ApiKey.SaslHandshake, new SaslHandshakeHandler());
            table.Add(ApiKey.SaslAuthenticate, new SaslAuthenticateHandler());
        }
        add?.Invoke(table);
        return new TestServer(options, table, time);
    }

    public Task<RawClient> ConnectAsync() => RawClient.ConnectAsync(Port);

    public async Task StopAsync()
    {
        if (!_stopped)
        {
            _stopped = true;
            await _stopping.CancelAsync();
            await _server.StopAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }
}
