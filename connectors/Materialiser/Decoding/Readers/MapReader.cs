using NbaPipeline.Avro;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Decoding;

/// <summary>A map; DuckDB refuses a key twice in one map, so such a record is undecodable.</summary>
internal sealed class MapReader(FieldReader values) : FieldReader
{
    private const int MinKeyBytes = 1;
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    public override void Read(ref AvroReader reader, AppenderColumn column)
    {
        _keys.Clear();
        for (var count = reader.ReadBlockCount(MinKeyBytes); count > 0; count = reader.ReadBlockCount(MinKeyBytes))
        {
            for (var i = 0; i < count; i++)
            {
                var key = reader.ReadString();
                if (!_keys.Add(key))
                {
                    throw new InvalidCastException($"A map for column {column.Name} has the key '{key}' twice.");
                }

                column.Parts[0].Append(key);
                values.Read(ref reader, column.Parts[1]);
            }
        }

        column.EndMap();
    }
}
