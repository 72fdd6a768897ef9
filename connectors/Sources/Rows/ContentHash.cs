using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NbaPipeline.Sources;

/// <summary>
/// What a row says, in 64 bits: SHA-256 over <c>name:value</c> of every known column in order of names, joined by <c>|</c>, a missing value
/// as <c>NULL</c>, then the event time. File and row number are left out, so that a renamed or re-sorted file says nothing new.
/// </summary>
internal sealed class ContentHash
{
    private readonly ArrayBufferWriter<byte> _text = new(1024);

    public ulong Of(Cells cells, string topic, long timeMs)
    {
        _text.ResetWrittenCount();
        Append(topic);
        for (var i = 0; i < cells.Names.Count; i++)
        {
            _text.Write("|"u8);
            _text.Write(cells.Names[i]);
            _text.Write(":"u8);
            if (cells.At(i) is { } value)
            {
                Append(value);
            }
            else
            {
                _text.Write("NULL"u8);
            }
        }

        _text.Write("|event_time:"u8);
        timeMs.TryFormat(_text.GetSpan(24), out var written, default, CultureInfo.InvariantCulture);
        _text.Advance(written);
        return First64Bits(_text.WrittenSpan);
    }

    /// <summary>The first 16 hexadecimal digits of the SHA-256, as they stand in the header <c>nba.content-hash</c>.</summary>
    public static string Hex(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);

    public static ulong First64Bits(ReadOnlySpan<byte> text)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, digest);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(digest);
    }

    private void Append(string text)
    {
        var span = _text.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        _text.Advance(Encoding.UTF8.GetBytes(text, span));
    }
}
