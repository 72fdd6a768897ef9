using System.Net.Sockets;
using System.Runtime.CompilerServices;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Network;

internal sealed partial class Connection
{
    private Task _unsent = Task.CompletedTask;
    private volatile int _unsentCount;

    /// <summary>Answers a request, after those before it.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask RespondAsync(RequestHeader header, IMessage body)
    {
        if (!_unsent.IsCompleted)
        {
            await _unsent;
        }
        await WriteAsync(header, body);
    }

    /// <summary>
    /// Answers a produce when <paramref name="body"/> completes, while the connection already goes on with the next one (spec section 8.6).
    /// The task gives null when nothing is to be sent; it must not fail.
    /// </summary>
    public void RespondLater(RequestHeader header, Task<IMessage?> body)
    {
        Interlocked.Increment(ref _unsentCount);
        _unsent = WriteLaterAsync(_unsent, header, body);
    }

    /// <summary>Begins an answer that is streamed: the writer holds the header, to be followed by the beginning of the body.</summary>
    /// <remarks>Then <see cref="PatchLength"/> once, <see cref="SendAsync"/> as often as needed, and <see cref="EndAnswer"/>.</remarks>
    public async ValueTask<ProtocolWriter> BeginAnswerAsync(RequestHeader header)
    {
        if (!_unsent.IsCompleted)
        {
            await _unsent;
        }
        WriteHeader(header);
        return _writer;
    }

    /// <summary>Sets the length of the frame: what the writer holds and <paramref name="streamedBytes"/> more.</summary>
    public void PatchLength(int streamedBytes) => _writer.PatchInt32(0, checked(_writer.Length - sizeof(int) + streamedBytes));

    /// <summary>The streamed answer is sent; gives the writer's buffer back.</summary>
    public void EndAnswer() => _writer.Dispose();

    /// <summary>Sends all bytes. A client that does not take them within <see cref="NetworkLimits.WriteStallMs"/> is cut off.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        Volatile.Write(ref _writingSince, _network.Time.GetTimestamp());
        while (bytes.Length > 0)
        {
            var sent = await _socket.SendAsync(bytes, SocketFlags.None);
            bytes = bytes[sent..];
        }
        Volatile.Write(ref _writingSince, 0);
    }

    /// <summary>Waits for something other clients decide.</summary>
    /// <exception cref="OperationCanceledException">The client went, or the connection was closed.</exception>
    public async ValueTask<T> ParkAsync<T>(Task<T> task, ConnectionPhase phase)
    {
        Park(phase);
        try
        {
            return await task.WaitAsync(Closed);
        }
        finally
        {
            Unpark();
        }
    }

    /// <summary>From here on a receive is pending, only to notice that the client goes; it cancels <see cref="Closed"/>.</summary>
    public void Park(ConnectionPhase phase)
    {
        _reader.Watch(_clientGone);
        Enter(phase);
        if (phase == ConnectionPhase.Parked && Stopping.IsCancellationRequested)
        {
            Close();
        }
    }

    /// <summary>The request is answered next.</summary>
    public void Unpark()
    {
        _reader.StopWatching();
        Enter(ConnectionPhase.Busy);
    }

    private async Task WriteLaterAsync(Task before, RequestHeader header, Task<IMessage?> body)
    {
        try
        {
            await before;
            if (await body is { } message)
            {
                await WriteAsync(header, message);
            }
        }
        catch
        {
            Close();
            throw;
        }
        finally
        {
            Interlocked.Decrement(ref _unsentCount);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WriteAsync(RequestHeader header, IMessage body)
    {
        WriteHeader(header);
        body.Write(_writer, header.Version);
        PatchLength(0);
        await SendAsync(_writer.Written);
        EndAnswer();
    }

    private void WriteHeader(RequestHeader header)
    {
        _writer.Reset();
        _writer.ReserveInt32();
        ResponseHeader.Write(_writer, header.ApiKey, header.Version, header.CorrelationId);
    }
}
