using NbaPipeline.Dataflow.Serialisation;

namespace NbaPipeline.Dataflow;

/// <summary>Serdes of primitive types; integers are big-endian, so that key bytes sort like non-negative numbers.</summary>
public static class Serdes
{
    /// <summary>UTF-8 text.</summary>
    public static ISerde<string> String { get; } = new Utf8Serde();

    public static ISerde<long> Int64 { get; } = new Int64Serde();

    public static ISerde<int> Int32 { get; } = new Int32Serde();

    public static ISerde<double> Double { get; } = new DoubleSerde();

    /// <summary>Bytes copied into an array of their own.</summary>
    public static ISerde<byte[]> ByteArray { get; } = new ByteArraySerde();

    /// <summary>Bytes where they lie, without a copy; see <see cref="BorrowedBytes"/> for how long they live.</summary>
    public static ISerde<BorrowedBytes> Borrowed { get; } = new BorrowedBytesSerde();
}
