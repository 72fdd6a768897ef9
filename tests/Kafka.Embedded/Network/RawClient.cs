using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Network;

/// <summary>A client that sends exactly the bytes a test wants.</summary>
internal sealed class RawClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Socket _socket;

    private RawClient(Socket socket) => _socket = socket;

    public static async Task<RawClient> ConnectAsync(int port, IPAddress? address = null)
    {
        address ??= IPAddress.Loopback;
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(address, port));
        return new RawClient(socket);
    }

    public static byte[] Frame(ReadOnlySpan<byte> content)
    {
        var frame = new byte[content.Length + sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(frame, content.Length);
        content.CopyTo(frame.AsSpan(sizeof(int)));
        return frame;
    }

    public static byte[] Request(ApiKey key, short version, int correlationId, IMessage? body, params ReadOnlySpan<byte> trailing)
    {
        using var writer = new ProtocolWriter();
        new RequestHeader((short)key, version, correlationId, "raw").Write(writer);
        body?.Write(writer, version);
        writer.WriteRaw(trailing);
        return Frame(writer.WrittenSpan);
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await _socket.SendAsync(bytes, SocketFlags.None)..];
        }
    }

    public Task SendAsync(string text) => SendAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>The next response frame without its length, or null when the broker closed the connection.</summary>
    public async Task<byte[]?> ReceiveAsync()
    {
        var length = new byte[sizeof(int)];
        if (!await FillAsync(length))
        {
            return null;
        }
        var frame = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
        return await FillAsync(frame) ? frame : null;
    }

    public async Task<(int CorrelationId, T Body)> ReceiveAsync<T>(ApiKey key, short version)
        where T : IMessage, new()
    {
        var frame = await ReceiveAsync() ?? throw new InvalidOperationException("the broker closed the connection");
        var reader = new ProtocolReader(frame);
        var correlationId = ResponseHeader.Read(ref reader, key, version);
        var body = new T();
        body.Read(ref reader, version);
        reader.Remaining.ShouldBe(0, "librdkafka fails on bytes left after a response");
        return (correlationId, body);
    }

    public async Task ShouldBeClosedAsync() => (await ReceiveAsync()).ShouldBeNull();

    public void Dispose() => _socket.Dispose();

    private async Task<bool> FillAsync(Memory<byte> target)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (target.Length > 0)
        {
            int received;
            try
            {
                received = await _socket.ReceiveAsync(target, SocketFlags.None, patience.Token);
            }
            catch (SocketException)
            {
                return false;
            }
            if (received == 0)
            {
                return false;
            }
            target = target[received..];
        }
        return true;
    }
}
