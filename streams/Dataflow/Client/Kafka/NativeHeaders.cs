using System.Runtime.CompilerServices;
using System.Text;
using NbaPipeline.Dataflow.Client.Kafka.Native;

namespace NbaPipeline.Dataflow.Client.Kafka;

/// <summary>Headers to and from librdkafka's list.</summary>
internal static unsafe class NativeHeaders
{
    /// <summary>A native copy; owned by the message once produced, by the caller when producing fails.</summary>
    public static nint Make(RecordHeaders headers)
    {
        const int StackSize = 256;
        Span<byte> stack = stackalloc byte[StackSize];
        var list = Rd.HeadersNew((nuint)headers.Count);
        for (var i = 0; i < headers.Count; i++)
        {
            var (name, value) = headers[i];
            var max = Encoding.UTF8.GetMaxByteCount(name.Length);
            var utf8 = max <= StackSize ? stack : new byte[max];
            var size = Encoding.UTF8.GetBytes(name, utf8);
            fixed (byte* nameBytes = utf8)
            fixed (byte* valueBytes = value)
            {
                byte empty;
                var pointer = value is { Length: 0 } ? &empty : valueBytes; // null stays null, empty stays empty
                _ = Rd.HeaderAdd(list, nameBytes, size, pointer, value?.Length ?? 0);
            }
        }
        return list;
    }

    public static bool Read(RdMessage* message, RecordHeaders into)
    {
        nint headers;
        if (Rd.MessageHeaders(message, &headers) != RdCode.Ok)
            return false;
        byte* name;
        byte* value;
        nuint size;
        for (nuint i = 0; Rd.HeaderGetAll(headers, i, &name, &value, &size) == RdCode.Ok; i++)
            into.Add(Utf8.Text(name), value == null ? null : new ReadOnlySpan<byte>(value, (int)size).ToArray());
        return true;
    }

    [SkipLocalsInit]
    public static bool TryGetLast(RdMessage* message, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> found)
    {
        const int LongestName = 256;
        found = default;
        nint headers;
        if (Rd.MessageHeaders(message, &headers) != RdCode.Ok)
            return false;
        if (name.Length >= LongestName)
            throw new ArgumentException($"A header name of {name.Length} bytes is longer than {LongestName - 1}.", nameof(name));
        var terminated = stackalloc byte[LongestName];
        name.CopyTo(new Span<byte>(terminated, LongestName));
        terminated[name.Length] = 0;
        byte* value;
        nuint size;
        if (Rd.HeaderGetLast(headers, terminated, &value, &size) != RdCode.Ok)
            return false;
        found = new ReadOnlySpan<byte>(value, (int)size);
        return true;
    }
}
