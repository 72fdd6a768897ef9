using System.Net;
using System.Net.Sockets;
using NbaPipeline.Kafka.Embedded.Network;
using NbaPipeline.Kafka.Embedded.Tests.Protocol;
using Xunit.Abstractions;

namespace NbaPipeline.Kafka.Embedded.Tests.Network;

public sealed class FrameReaderTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// While a request is parked a receive is pending beside it, and brings the next request just when the connection looks for it. The client
    /// sends, and the connection looks after a random moment, so that the two meet at every point: nothing may be left lying in the buffer.
    /// </summary>
    [Fact]
    public async Task A_frame_that_comes_while_the_connection_begins_to_look_for_it_is_seen()
    {
        const int Rounds = 30_000;
        var random = Seeds.New(output);
        var (client, server) = await ConnectAsync();
        using var ours = client;
        using var theirs = server;
        var reader = new FrameReader(server, new byte[4096]);
        var frame = RawClient.Frame("body"u8);
        for (var round = 0; round < Rounds; round++)
        {
            reader.Watch(static () => { });
            reader.StopWatching();
            client.Send(frame);
            Thread.SpinWait(random.Next(1_500));
            var length = await reader.ReadLengthAsync().AsTask().WaitAsync(Patience);
            length.ShouldBe(4, $"round {round}");
            await reader.ReadBodyAsync(new byte[4], static _ => { }).AsTask().WaitAsync(Patience);
        }
    }

    /// <summary>
    /// The receive that is pending since the former park ends with the frame, or goes on for the park that begins: whichever comes first, somebody
    /// must be left who sees the client go.
    /// </summary>
    [Fact]
    public async Task A_client_that_goes_is_noticed_by_a_park_that_begins_while_the_former_watch_ends()
    {
        const int Rounds = 4_000;
        var random = Seeds.New(output);
        var frame = RawClient.Frame("body"u8);
        for (var round = 0; round < Rounds; round++)
        {
            var (client, server) = await ConnectAsync();
            using var theirs = server;
            var reader = new FrameReader(server, new byte[4096]);
            var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            reader.Watch(gone.SetResult);
            reader.StopWatching();
            client.Send(frame);
            Thread.SpinWait(random.Next(600));
            reader.Watch(gone.SetResult);
            client.Dispose();
            await gone.Task.WaitAsync(Patience);
            await reader.ReleaseAsync();
        }
    }

    private static async Task<(Socket Client, Socket Server)> ConnectAsync()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await client.ConnectAsync(listener.LocalEndPoint!);
        return (client, await listener.AcceptAsync());
    }
}
