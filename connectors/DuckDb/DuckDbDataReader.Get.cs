using System.Diagnostics.CodeAnalysis;
using NbaPipeline.DuckDb.Reading;

namespace NbaPipeline.DuckDb;

public sealed partial class DuckDbDataReader
{
    /// <inheritdoc/>
    public override object this[int ordinal] => GetValue(ordinal);

    /// <inheritdoc/>
    public override object this[string name] => GetValue(GetOrdinal(name));

    /// <inheritdoc/>
    public override bool IsDBNull(int ordinal) => Vector(ordinal).IsNull(_row);

    /// <summary>The value as the type's page above says; <see cref="DBNull"/> for NULL.</summary>
    public override object GetValue(int ordinal)
    {
        var vector = Vector(ordinal);
        return vector.IsNull(_row) ? DBNull.Value : vector.GetObject(_row);
    }

    /// <inheritdoc/>
    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++)
        {
            values[i] = GetValue(i);
        }

        return count;
    }

    /// <summary>
    /// The value as <typeparamref name="T"/>: without boxing for the type's own .NET type; numbers, dates and times convert to each other
    /// where nothing is lost; everything converts to string and object. NULL is null for a <typeparamref name="T"/> that can be null.
    /// </summary>
    /// <exception cref="InvalidCastException">NULL, or a value that is no <typeparamref name="T"/>; the message names the column.</exception>
    public override T GetFieldValue<T>(int ordinal)
    {
        var vector = Vector(ordinal);
        if (vector.IsNull(_row))
        {
            return default(T) is null && typeof(T) != typeof(string)
                ? (T)(typeof(T) == typeof(object) ? DBNull.Value : default(object))!
                : throw NullValue(ordinal, typeof(T));
        }

        if (vector.TryGetDirect<T>(_row, out var value))
        {
            return value;
        }

        try
        {
            return (T)ValueConversion.To(vector.GetObject(_row), typeof(T));
        }
        catch (Exception error) when (error is InvalidCastException or FormatException or OverflowException)
        {
            throw new InvalidCastException(
                $"Column '{GetName(ordinal)}' ({GetDataTypeName(ordinal)}) cannot be read as {typeof(T).Name}: {error.Message}",
                error
            );
        }
    }

    /// <inheritdoc/>
    public override bool GetBoolean(int ordinal) => GetFieldValue<bool>(ordinal);

    /// <inheritdoc/>
    public override byte GetByte(int ordinal) => GetFieldValue<byte>(ordinal);

    /// <inheritdoc/>
    public override char GetChar(int ordinal) => GetFieldValue<char>(ordinal);

    /// <inheritdoc/>
    public override DateTime GetDateTime(int ordinal) => GetFieldValue<DateTime>(ordinal);

    /// <inheritdoc/>
    public override decimal GetDecimal(int ordinal) => GetFieldValue<decimal>(ordinal);

    /// <inheritdoc/>
    public override double GetDouble(int ordinal) => GetFieldValue<double>(ordinal);

    /// <inheritdoc/>
    public override float GetFloat(int ordinal) => GetFieldValue<float>(ordinal);

    /// <inheritdoc/>
    public override Guid GetGuid(int ordinal) => GetFieldValue<Guid>(ordinal);

    /// <inheritdoc/>
    public override short GetInt16(int ordinal) => GetFieldValue<short>(ordinal);

    /// <inheritdoc/>
    public override int GetInt32(int ordinal) => GetFieldValue<int>(ordinal);

    /// <inheritdoc/>
    public override long GetInt64(int ordinal) => GetFieldValue<long>(ordinal);

    /// <inheritdoc/>
    public override string GetString(int ordinal) => GetFieldValue<string>(ordinal);

    /// <summary>The UTF-8 bytes of a VARCHAR or the bytes of a BLOB, valid until the next <see cref="Read"/>.</summary>
    /// <exception cref="InvalidCastException">The column is neither, or the value is NULL.</exception>
    public ReadOnlySpan<byte> GetUtf8(int ordinal)
    {
        var vector = Vector(ordinal);
        if (vector.IsNull(_row))
        {
            throw NullValue(ordinal, typeof(ReadOnlySpan<byte>));
        }

        return vector.Type.Id is DuckDbType.Varchar or DuckDbType.Blob
            ? vector.GetBytes(_row)
            : throw new InvalidCastException($"Column '{GetName(ordinal)}' is {GetDataTypeName(ordinal)}, not VARCHAR or BLOB.");
    }

    /// <inheritdoc/>
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        Copy(GetUtf8(ordinal), dataOffset, buffer, bufferOffset, length);

    /// <inheritdoc/>
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        Copy(GetString(ordinal).AsSpan(), dataOffset, buffer, bufferOffset, length);

    private static long Copy<T>(ReadOnlySpan<T> source, long offset, T[]? buffer, int bufferOffset, int length)
    {
        if (buffer is null)
        {
            return source.Length;
        }

        var start = (int)Math.Min(offset, source.Length);
        var count = Math.Min(length, source.Length - start);
        source.Slice(start, count).CopyTo(buffer.AsSpan(bufferOffset));
        return count;
    }

    private InvalidCastException NullValue(int ordinal, Type type) =>
        new($"Column '{GetName(ordinal)}' is NULL in this row and {type.Name} cannot be. Ask IsDBNull first, or read a nullable type.");

    private VectorView Vector(int ordinal)
    {
        if (_chunk is null || _row < 0 || _row >= _rowsInChunk || _peeked)
        {
            ThrowNoRow();
        }

        return Column(ordinal).Vector;
    }

    [DoesNotReturn]
    private static void ThrowNoRow() =>
        throw new InvalidOperationException("The reader is not on a row. Call Read, and stop when it returns false.");
}
