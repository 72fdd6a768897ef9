using System.Text;
using NbaPipeline.Avro;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Decoding;

internal sealed class EnumReader(EnumSchema schema) : FieldReader
{
    private readonly byte[][] _symbols = [.. schema.Symbols.Select(Encoding.UTF8.GetBytes)];

    public override void Read(ref AvroReader reader, AppenderColumn column) =>
        column.AppendUtf8(_symbols[reader.ReadEnum(_symbols.Length)]);
}
