using NbaPipeline.Dataflow.Serialisation;

namespace NbaPipeline.Dataflow.State;

/// <summary>Live entries in the order of their key bytes, so that iteration does not depend on hashing or history.</summary>
internal static class SortedEntries
{
    public static byte[] Bytes<TKey>(ISerde<TKey> serde, TKey key)
    {
        var buffer = new ScratchBuffer(64);
        serde.Serialize(key, buffer);
        return buffer.Written.ToArray();
    }

    public static IEnumerable<KeyValue<TKey, TValue>> Of<TKey, TValue>(
        OverlayTable<TKey, TValue> table,
        ISerde<TKey> serde,
        byte[]? from,
        byte[]? to
    )
    {
        var found = new List<(byte[] Bytes, KeyValue<TKey, TValue> Entry)>();
        for (var i = 0; i < table.Used; i++)
        {
            ref var entry = ref table[i];
            if ((entry.Flags & OverlayEntry<TKey, TValue>.InUse) == 0 || !entry.IsLive)
            {
                continue;
            }
            var bytes = Bytes(serde, entry.Key);
            if ((from is null || bytes.AsSpan().SequenceCompareTo(from) >= 0) && (to is null || bytes.AsSpan().SequenceCompareTo(to) <= 0))
            {
                found.Add((bytes, new KeyValue<TKey, TValue>(entry.Key, entry.Live)));
            }
        }
        found.Sort(static (a, b) => a.Bytes.AsSpan().SequenceCompareTo(b.Bytes));
        return found.Select(static f => f.Entry);
    }
}
