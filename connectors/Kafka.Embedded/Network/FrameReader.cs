using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace NbaPipeline.Kafka.Embedded.Network;

/// <summary>
/// The receiving side of a connection. Small frames arrive through a buffer that it keeps; the rest of a larger one is received straight into
/// the frame's own buffer. While a request is parked one receive stays pending, only to notice that the client goes (spec section 3.5).
/// One reader at a time; only the pending receive runs beside it.
/// </summary>
internal sealed class FrameReader(Socket socket, byte[] buffer)
{
    private int _start;
    private int _end;
    private Task _ahead = Task.CompletedTask;
    private volatile bool _watching;
    private volatile bool _ended;

    private int Buffered => Volatile.Read(ref _end) - _start;

    /// <summary>The next four bytes as a number, or null when the client closed the connection between two frames.</summary>
    /// <exception cref="EndOfStreamException">It closed in the middle.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int?> ReadLengthAsync()
    {
        while (true)
        {
            // Before the look at the buffer: what the pending receive brings behind that look would be left lying there.
            var alone = _ahead.IsCompleted;
            if (Buffered >= sizeof(int))
            {
                break;
            }
            if (!alone)
            {
                await _ahead;
            }
            else if (!await FillAsync())
            {
                return Buffered == 0 ? null : throw new EndOfStreamException();
            }
        }
        var length = BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(_start));
        _start += sizeof(int);
        return length;
    }

    /// <summary>Fills <paramref name="body"/>; <paramref name="progress"/> is told how many bytes it holds whenever some arrived.</summary>
    /// <exception cref="EndOfStreamException">The client closed the connection in the middle.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask ReadBodyAsync(Memory<byte> body, Action<int> progress)
    {
        var alone = _ahead.IsCompleted; // before the look at the buffer, as above
        var filled = Take(body.Span);
        if (filled < body.Length && !alone)
        {
            await _ahead;
            filled += Take(body.Span[filled..]);
        }
        while (filled < body.Length)
        {
            var received = _ended ? 0 : await socket.ReceiveAsync(body[filled..], SocketFlags.None);
            if (received == 0)
            {
                throw new EndOfStreamException();
            }
            filled += received;
            progress(filled);
        }
    }

    /// <summary>
    /// Keeps receiving until <see cref="StopWatching"/>, as far as the buffer reaches, and calls <paramref name="gone"/> when the client has
    /// closed the connection.
    /// </summary>
    public void Watch(Action gone)
    {
        _watching = true;
        if (_ahead.IsCompleted)
        {
            MakeRoom();
            _ahead = WatchAsync(gone);
        }
        else
        {
            // Mostly it just goes on; but it may have seen the end of the former park already, and be about to complete.
            _ahead = WatchBehindAsync(_ahead, gone);
        }
    }

    /// <summary>The parked request is answered. A receive that is still pending brings the beginning of the next request.</summary>
    public void StopWatching() => _watching = false;

    /// <summary>Completes when nothing is received into the buffer any more; the socket is closed before.</summary>
    public Task ReleaseAsync() => _ahead;

    private async Task WatchBehindAsync(Task before, Action gone)
    {
        await before;
        if (!_ended)
        {
            await WatchAsync(gone);
        }
    }

    private async Task WatchAsync(Action gone)
    {
        while (_watching && _end < buffer.Length)
        {
            int received;
            try
            {
                received = await socket.ReceiveAsync(buffer.AsMemory(_end), SocketFlags.None);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                received = 0;
            }
            if (received == 0)
            {
                _ended = true;
                gone();
                return;
            }
            Volatile.Write(ref _end, _end + received);
        }
    }

    /// <summary>Receives more bytes into the buffer, while nothing else does; false at the end of the stream.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> FillAsync()
    {
        if (_ended)
        {
            return false;
        }
        MakeRoom();
        var received = await socket.ReceiveAsync(buffer.AsMemory(_end), SocketFlags.None);
        _ended = received == 0;
        _end += received;
        return received > 0;
    }

    /// <summary>Moves what is buffered to the front. Only while nothing is being received.</summary>
    private void MakeRoom()
    {
        if (_start > 0)
        {
            buffer.AsSpan(_start.._end).CopyTo(buffer);
            _end -= _start;
            _start = 0;
        }
    }

    private int Take(Span<byte> target)
    {
        var count = Math.Min(Buffered, target.Length);
        buffer.AsSpan(_start, count).CopyTo(target);
        _start += count;
        return count;
    }
}
