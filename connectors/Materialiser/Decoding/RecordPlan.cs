using NbaPipeline.Avro;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Decoding;

/// <summary>
/// Reads the records of one writer schema into the columns of one table: per field, in the order of the encoding, a reader and a column.
/// Compiled once per schema; reading allocates nothing.
/// </summary>
internal sealed class RecordPlan
{
    private readonly AvroSchema _writer;
    private readonly FieldReader[] _readers;
    private readonly int[] _columns;

    private RecordPlan(AvroSchema writer, FieldReader[] readers, int[] columns)
    {
        _writer = writer;
        _readers = readers;
        _columns = columns;
    }

    /// <param name="writer">The schema of the data.</param>
    /// <param name="columnOf">The number of a field's column.</param>
    public static RecordPlan Compile(RecordSchema writer, Func<string, int> columnOf) =>
        new(
            writer,
            [.. writer.Fields.Select(field => FieldReaders.Of(field.Schema))],
            [.. writer.Fields.Select(field => columnOf(field.Name))]
        );

    /// <exception cref="AvroException">The bytes are not a record of the schema.</exception>
    public void Read(ReadOnlySpan<byte> body, ReadOnlySpan<AppenderColumn> columns)
    {
        var reader = new AvroReader(body, _writer);
        for (var i = 0; i < _readers.Length; i++)
        {
            _readers[i].Read(ref reader, columns[_columns[i]]);
        }

        reader.EnsureEnd();
    }
}
