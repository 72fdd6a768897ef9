using System.Buffers.Binary;
using System.Net.Sockets;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Conformance.Tests.Differential;

/// <summary>
/// One connection that says exactly what it is told, one request at a time. The messages are the broker's own classes: that Apache Kafka
/// understands them and is understood tests their definitions too.
/// </summary>
internal sealed class RawClient(string host, int port) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private TcpClient? _connection;
    private int _correlation;

    /// <summary>Sends a request and reads its answer; null when the broker closed the connection instead.</summary>
    public async Task<IMessage?> AskAsync(ApiKey key, short version, IMessage request)
    {
        var frame = await ExchangeAsync(Frame(key, version, request));
        if (frame is null)
        {
            return null;
        }
        var reader = new ProtocolReader(frame);
        ResponseHeader.Read(ref reader, key, version).ShouldBe(_correlation, $"correlation id of {key} {version}");
        var response = Messages.CreateResponse(key);
        response.Read(ref reader, version);
        reader.Remaining.ShouldBe(0, $"bytes after the answer to {key} {version}");
        return response;
    }

    /// <summary>Sends a request that has no answer (produce with acks 0).</summary>
    public async Task TellAsync(ApiKey key, short version, IMessage request)
    {
        var stream = await StreamAsync();
        await stream.WriteAsync(Frame(key, version, request));
    }

    /// <summary>Sends bytes as they are, after their length, and gives back the bytes of the answer; null when the broker closed the connection.</summary>
    public async Task<byte[]?> ExchangeAsync(ReadOnlyMemory<byte> framed)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var stream = await StreamAsync();
            await stream.WriteAsync(framed, patience.Token);
            var length = new byte[sizeof(int)];
            await stream.ReadExactlyAsync(length, patience.Token);
            var frame = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
            await stream.ReadExactlyAsync(frame, patience.Token);
            return frame;
        }
        catch (IOException)
        {
            Close();
            return null;
        }
    }

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private byte[] Frame(ApiKey key, short version, IMessage request)
    {
        using var writer = new ProtocolWriter();
        var length = writer.ReserveInt32();
        new RequestHeader((short)key, version, ++_correlation, "differential").Write(writer);
        request.Write(writer, version);
        writer.PatchInt32(length, writer.Length - sizeof(int));
        return writer.WrittenSpan.ToArray();
    }

    private async Task<NetworkStream> StreamAsync()
    {
        if (_connection is null)
        {
            _connection = new TcpClient { NoDelay = true };
            await _connection.ConnectAsync(host, port);
        }
        return _connection.GetStream();
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
