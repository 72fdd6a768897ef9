using System.Buffers.Binary;
using System.Net.Sockets;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Network;

internal sealed partial class Connection
{
    /// <summary>Serves the client until one side closes. Never throws.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (await NextAsync()) { }
            await _unsent;
        }
        catch (Exception e) when (IsDisconnect(e))
        {
            // Clients go as they please.
        }
        catch (Exception e)
        {
            NetworkLog.RequestFailed(_network.Logger, e, Peer, _request.Header.ApiKey, _request.Header.Version);
        }
        finally
        {
            Close();
            await _unsent.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            _writer.Dispose();
            await _reader.ReleaseAsync();
            _network.Pool.Return(_receiveBuffer);
        }
    }

    /// <summary>Gives the frame back to the pool and its bytes to the budget; nothing happens when that was done already.</summary>
    public void ReleaseFrame()
    {
        if (_frame is { } frame)
        {
            _frame = null;
            _network.Pool.Return(frame);
            _network.Budget.Release(frame.Length);
        }
    }

    private static bool IsDisconnect(Exception e) =>
        e is SocketException or EndOfStreamException or ObjectDisposedException or OperationCanceledException;

    /// <summary>Reads and serves one request; false when the connection is to be closed.</summary>
    private async ValueTask<bool> NextAsync()
    {
        Enter(ConnectionPhase.Idle);
        if (Stopping.IsCancellationRequested)
        {
            return false; // the stop may have seen it busy, and left it to end by itself
        }
        if (await _reader.ReadLengthAsync() is not { } length)
        {
            return false;
        }
        if (length < SmallestFrame || length > LargestFrame)
        {
            NetworkLog.NoFrame(_network.Logger, Peer, length, LogText.Printable(length));
            return false;
        }
        Enter(ConnectionPhase.Busy);
        var frame = await ReceiveAsync(length);
        try
        {
            return Sasl.ExpectsRawToken ? await AuthenticateRawAsync(frame) : await ExecuteAsync(frame);
        }
        catch (ProtocolException e)
        {
            var shown = _frame is null ? "" : Convert.ToHexString(frame.Span[..Math.Min(64, length)]);
            NetworkLog.Malformed(_network.Logger, Peer, LogText.Escape(_request.Header.ClientId ?? ""), e.Message, shown);
            return false;
        }
        finally
        {
            ReleaseFrame();
        }
    }

    private int SmallestFrame => Sasl.ExpectsRawToken ? 0 : NetworkLimits.SmallestFrameBytes;

    private int LargestFrame =>
        Sasl.IsAuthenticated ? _network.Options.MaxRequestBytes : Math.Min(SaslState.LargestFrameBytes, _network.Options.MaxRequestBytes);

    private async ValueTask<Memory<byte>> ReceiveAsync(int length)
    {
        // What the buffer takes is charged, not what is used of it.
        var bytes = BufferPool.Capacity(length);
        await _network.Budget.AcquireAsync(bytes);
        _frame = _network.Pool.Rent(length);
        _bodyMark = 0;
        Enter(ConnectionPhase.Body);
        if (Stopping.IsCancellationRequested)
        {
            Close();
        }
        var frame = _frame.AsMemory(0, length);
        try
        {
            await _reader.ReadBodyAsync(frame, _bodyProgress);
        }
        catch
        {
            ReleaseFrame();
            throw;
        }
        Enter(ConnectionPhase.Busy);
        return frame;
    }

    private async ValueTask<bool> ExecuteAsync(Memory<byte> frame)
    {
        var key = BinaryPrimitives.ReadInt16BigEndian(frame.Span);
        var version = BinaryPrimitives.ReadInt16BigEndian(frame.Span[2..]);
        if (!_network.Handlers.TryGet(key, out var handler, out var range))
        {
            NetworkLog.UnknownApi(_network.Logger, Peer, key, version);
            return false;
        }
        if (!range.Contains(version))
        {
            return await RefuseVersionAsync(version, BinaryPrimitives.ReadInt32BigEndian(frame.Span[4..]), range);
        }
        if (!Sasl.Allows(range.Key))
        {
            NetworkLog.Unauthenticated(_network.Logger, Peer, range.Key);
            return false;
        }
        BeginRequest(frame);
        if (!_unsent.IsCompleted && (range.Key != ApiKey.Produce || _unsentCount >= NetworkLimits.MaxUnflushedProduces))
        {
            await _unsent;
        }
        await handler.HandleAsync(_request);
        return !_request.CloseAfter;
    }

    private void BeginRequest(Memory<byte> frame)
    {
        var reader = new ProtocolReader(frame);
        _request.Begin(RequestHeader.Read(ref reader), reader);
    }

    /// <summary>
    /// An ApiVersions of the future is answered in version 0 with the range that is spoken here, its body unread (spec section 3.8);
    /// anything else outside its range closes the connection.
    /// </summary>
    private async ValueTask<bool> RefuseVersionAsync(short version, int correlationId, ApiVersionRange range)
    {
        if (range.Key != ApiKey.ApiVersions || version < 0)
        {
            NetworkLog.UnknownVersion(_network.Logger, Peer, range.Key, version, range.Min, range.Max);
            return false;
        }
        ReleaseFrame();
        var answer = new ApiVersionsResponse { ErrorCode = (short)ErrorCode.UnsupportedVersion };
        answer.ApiKeys.Add(
            new ApiVersionsResponse.ApiKeysItem
            {
                ApiKey = (short)range.Key,
                MinVersion = range.Min,
                MaxVersion = range.Max,
            }
        );
        await RespondAsync(new RequestHeader((short)range.Key, 0, correlationId, null), answer);
        return true;
    }
}
