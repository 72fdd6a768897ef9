using System.Buffers;
using System.Text;
using System.Text.Unicode;
using NbaPipeline.DuckDb.Native;

namespace NbaPipeline.DuckDb;

public sealed unsafe partial class AppenderColumn
{
    private const int StackBytes = 512;

    /// <summary>Appends text to a VARCHAR, or NULL for null.</summary>
    public void Append(string? value)
    {
        if (value is null)
        {
            AppendNull();
        }
        else
        {
            Append(value.AsSpan());
        }
    }

    /// <summary>Appends text to a VARCHAR.</summary>
    public void Append(ReadOnlySpan<char> value)
    {
        Require(DuckDbType.Varchar, nameof(String));
        var max = Encoding.UTF8.GetMaxByteCount(value.Length);
        byte[]? rented = null;
        var buffer = max <= StackBytes ? stackalloc byte[StackBytes] : rented = ArrayPool<byte>.Shared.Rent(max);
        StoreBytes(buffer[..Encoding.UTF8.GetBytes(value, buffer)]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Appends text in UTF-8 to a VARCHAR.</summary>
    /// <exception cref="InvalidCastException">The bytes are not UTF-8, or the column is no VARCHAR.</exception>
    public void AppendUtf8(ReadOnlySpan<byte> value)
    {
        Require(DuckDbType.Varchar, "UTF-8 text");
        if (!Utf8.IsValid(value))
        {
            throw new InvalidCastException($"A text of {value.Length} bytes for column {Name} is not valid UTF-8.");
        }

        StoreBytes(value);
    }

    /// <summary>Appends bytes to a BLOB.</summary>
    public void AppendBytes(ReadOnlySpan<byte> value)
    {
        Require(DuckDbType.Blob, "bytes");
        StoreBytes(value);
    }

    /// <summary>Up to 12 bytes lie in the vector itself; longer ones are copied into its heap by the library.</summary>
    private void StoreBytes(ReadOnlySpan<byte> value)
    {
        var row = NextRow();
        if (value.Length <= NativeString.InlineBytes)
        {
            NativeString.StoreInline((NativeString*)_data + row, value);
            return;
        }

        fixed (byte* bytes = value)
        {
            NativeMethods.VectorAssignString(_vector, (ulong)row, bytes, (ulong)value.Length);
        }
    }
}
