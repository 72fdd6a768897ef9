namespace NbaPipeline.Dataflow.State;

/// <summary>Equality of keys: by content for byte arrays, else the type's own.</summary>
internal static class KeyComparers
{
    /// <summary>Null where the default comparer serves: calls are then inlined for value types.</summary>
    public static IEqualityComparer<TKey>? For<TKey>()
    {
        if (typeof(TKey) == typeof(BorrowedBytes))
        {
            throw new TopologyException("BorrowedBytes cannot be a store key: the bytes do not outlive the record. Use byte[] or long.");
        }
        return typeof(TKey) == typeof(byte[]) ? (IEqualityComparer<TKey>)(object)ByteArrayComparer.Instance : null;
    }
}
