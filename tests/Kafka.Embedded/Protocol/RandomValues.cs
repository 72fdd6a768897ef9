using System.Text;
using NbaPipeline.Kafka.Embedded.Generator;

namespace NbaPipeline.Kafka.Embedded.Tests.Protocol;

/// <summary>Random values, with the limits of their types among them.</summary>
internal sealed class RandomValues(Random random) : IFieldValues
{
    private const string Characters = "aZ9._- \u00e9\u4e2d\n\0";

    public bool IsNull(string path) => random.Next(4) == 0;

    public bool IsSet(string path) => random.Next(3) != 0;

    public int Count(string path) =>
        random.Next(8) switch
        {
            0 => 0,
            1 => random.Next(3, 20),
            _ => random.Next(1, 3),
        };

    public object Scalar(FieldKind kind, string path) =>
        kind switch
        {
            FieldKind.Int8 => (sbyte)Number(sbyte.MinValue, sbyte.MaxValue),
            FieldKind.Int16 => (short)Number(short.MinValue, short.MaxValue),
            FieldKind.Int32 => (int)Number(int.MinValue, int.MaxValue),
            FieldKind.Int64 => Number(long.MinValue, long.MaxValue),
            FieldKind.Bool => random.Next(2) == 0,
            FieldKind.Uuid => new Guid(Bytes(16)),
            FieldKind.String => Text(),
            FieldKind.Bytes => Bytes(Length()),
            FieldKind.Records => new Memory<byte>(Bytes(Length())),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    private long Number(long min, long max) =>
        random.Next(6) switch
        {
            0 => min,
            1 => max,
            2 => 0,
            3 => -1,
            _ => random.NextInt64(min, max),
        };

    /// <summary>Around the lengths at which a compact length takes one byte more.</summary>
    private int Length() =>
        random.Next(16) switch
        {
            0 => random.Next(120, 135),
            1 => random.Next(16_370, 16_390),
            _ => random.Next(12),
        };

    private string Text()
    {
        var text = new StringBuilder();
        for (var left = random.Next(20) == 0 ? Length() : random.Next(12); left > 0; left--)
        {
            text.Append(Characters[random.Next(Characters.Length)]);
        }

        return text.ToString();
    }

    private byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
