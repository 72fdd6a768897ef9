namespace NbaPipeline.Avro;

/// <summary>Bounds that hold before anything is allocated. Strings, bytes, arrays and maps are bounded by the bytes that are there.</summary>
public static class AvroLimits
{
    /// <summary>Records (and, without generated code, arrays and maps) inside each other.</summary>
    public const int MaxDepth = 256;

    /// <summary>
    /// Items per body that take no bytes at all (null, an empty record), which the body's length cannot bound. Small, for each may be a record
    /// of many nulls, and takes memory or JSON text for all of them.
    /// </summary>
    public const int MaxEmptyItems = 1_024;

    /// <summary>Items for which room is made ahead; a collection grows past it only with items that were really there.</summary>
    public const int InitialCapacity = 256;
}
