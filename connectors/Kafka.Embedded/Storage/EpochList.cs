using System.Buffers.Binary;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>The leader epochs of a partition and where each begins (spec section 8.7); immutable. Both ascend.</summary>
internal sealed class EpochList
{
    private const byte Version = 1;
    private const int EntryBytes = 12;

    private readonly (int Epoch, long Start)[] _entries;

    private EpochList((int Epoch, long Start)[] entries) => _entries = entries;

    /// <summary>As every partition begins: epoch 0 from offset 0.</summary>
    public static EpochList Initial { get; } = new([(0, 0)]);

    public int Current => _entries[^1].Epoch;

    public IReadOnlyList<(int Epoch, long Start)> Entries => _entries;

    /// <summary>The epoch from <paramref name="start"/> on; what began there or later is replaced.</summary>
    public EpochList With(int epoch, long start) => new([.. _entries.Where(e => e.Start < start && e.Epoch < epoch), (epoch, start)]);

    /// <summary>Without the epochs that begin beyond <paramref name="end"/>.</summary>
    public EpochList Without(long end) => _entries[^1].Start <= end ? this : new([.. _entries.Where((e, i) => e.Start <= end || i == 0)]);

    /// <summary>The largest known epoch that is at most <paramref name="epoch"/>, and where it ends; -1 and -1 for one not known yet.</summary>
    public (int Epoch, long EndOffset) EndOf(int epoch, long logStart, long logEnd)
    {
        if (epoch > Current || epoch < 0)
        {
            return (-1, -1);
        }
        var at = Array.FindLastIndex(_entries, e => e.Epoch <= epoch);
        return at switch
        {
            < 0 => (epoch, Math.Max(logStart, _entries[0].Start)),
            _ when at == _entries.Length - 1 => (_entries[at].Epoch, logEnd),
            _ => (_entries[at].Epoch, Math.Max(logStart, _entries[at + 1].Start)),
        };
    }

    public void Write(IBrokerFiles files, string path, bool flush)
    {
        var bytes = new byte[_entries.Length * EntryBytes];
        for (var i = 0; i < _entries.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * EntryBytes), _entries[i].Epoch);
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(i * EntryBytes + 4), _entries[i].Start);
        }
        SmallFile.Write(files, path, Version, bytes, flush);
    }

    /// <summary>Null if the file is missing or damaged.</summary>
    public static EpochList? TryRead(IBrokerFiles files, string path)
    {
        var bytes = SmallFile.TryRead(files, path, Version);
        if (bytes is null || bytes.Length == 0 || bytes.Length % EntryBytes != 0)
        {
            return null;
        }
        var entries = new (int, long)[bytes.Length / EntryBytes];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = (
                BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(i * EntryBytes)),
                BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(i * EntryBytes + 4))
            );
        }
        return new EpochList(entries);
    }
}
