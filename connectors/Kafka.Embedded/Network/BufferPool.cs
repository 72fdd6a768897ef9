using System.Buffers;
using System.Numerics;

namespace NbaPipeline.Kafka.Embedded.Network;

/// <summary>
/// Byte buffers in powers of two from 4 KiB to 1 MiB, shared by all connections of a broker (spec section 3.6). At most
/// <see cref="MaxIdleBytes"/> lie idle, and larger buffers are never kept: the pools of the framework keep a set per core and size, which
/// is more memory than the whole broker should take.
/// </summary>
internal sealed class BufferPool : ArrayPool<byte>
{
    public const int SmallestBytes = 4 << 10;
    public const int LargestBytes = 1 << 20;
    public const long MaxIdleBytes = 16L << 20;

    private readonly Lock _lock = new();
    private readonly Stack<byte[]>[] _idle;
    private long _idleBytes;

    public BufferPool()
    {
        _idle = new Stack<byte[]>[Class(LargestBytes) + 1];
        for (var i = 0; i < _idle.Length; i++)
        {
            _idle[i] = new Stack<byte[]>();
        }
    }

    /// <summary>Bytes kept for later use.</summary>
    public long IdleBytes => Interlocked.Read(ref _idleBytes);

    /// <summary>The length of the buffer that <see cref="Rent"/> gives for so many bytes.</summary>
    public static int Capacity(int bytes) => bytes > LargestBytes ? bytes : SmallestBytes << Class(bytes);

    /// <summary>A buffer of at least so many bytes; what it holds is undefined.</summary>
    public override byte[] Rent(int minimumLength)
    {
        if (minimumLength <= LargestBytes)
        {
            lock (_lock)
            {
                if (_idle[Class(minimumLength)].TryPop(out var buffer))
                {
                    _idleBytes -= buffer.Length;
                    return buffer;
                }
            }
        }
        return GC.AllocateUninitializedArray<byte>(Capacity(minimumLength));
    }

    /// <summary>Takes back a buffer that <see cref="Rent"/> gave and that nobody uses any more.</summary>
    public override void Return(byte[] array, bool clearArray = false)
    {
        if (array.Length is < SmallestBytes or > LargestBytes)
        {
            return;
        }
        if (clearArray)
        {
            Array.Clear(array);
        }
        lock (_lock)
        {
            if (_idleBytes + array.Length <= MaxIdleBytes)
            {
                _idleBytes += array.Length;
                _idle[Class(array.Length)].Push(array);
            }
        }
    }

    private static int Class(int bytes) => bytes <= SmallestBytes ? 0 : BitOperations.Log2((uint)(bytes - 1) / SmallestBytes) + 1;
}
