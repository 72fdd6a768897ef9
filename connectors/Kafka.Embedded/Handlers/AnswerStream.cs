using System.Runtime.CompilerServices;
using NbaPipeline.Kafka.Embedded.Network;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>Sends pieces of memory and of files through one buffer, in as few sends as it allows.</summary>
internal sealed class AnswerStream(Connection connection, int bufferBytes) : IDisposable
{
    private readonly byte[] _buffer = connection.Pool.Rent(bufferBytes);
    private int _used;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var count = Math.Min(bytes.Length, _buffer.Length - _used);
            bytes[..count].CopyTo(_buffer.AsMemory(_used));
            bytes = bytes[count..];
            await AdvanceAsync(count);
        }
    }

    /// <exception cref="BrokerStorageException">The file cannot be read; part of the answer may be sent, so the connection cannot be used further.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(FileRegion region)
    {
        for (var at = 0; at < region.LengthBytes; )
        {
            var wanted = Math.Min(region.LengthBytes - at, _buffer.Length - _used);
            var count = region.Read(at, _buffer.AsSpan(_used, wanted));
            if (count == 0)
            {
                throw new BrokerStorageException($"a segment ended {region.LengthBytes - at} bytes before the end of what was planned");
            }
            at += count;
            await AdvanceAsync(count);
        }
    }

    public ValueTask FlushAsync()
    {
        var bytes = _buffer.AsMemory(0, _used);
        _used = 0;
        return bytes.Length == 0 ? ValueTask.CompletedTask : connection.SendAsync(bytes);
    }

    public void Dispose() => connection.Pool.Return(_buffer);

    private ValueTask AdvanceAsync(int count)
    {
        _used += count;
        return _used == _buffer.Length ? FlushAsync() : ValueTask.CompletedTask;
    }
}
