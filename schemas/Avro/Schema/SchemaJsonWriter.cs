using System.Globalization;
using System.Text;
using NbaPipeline.Avro.Json;

namespace NbaPipeline.Avro;

/// <summary>
/// Writes a schema as JSON with all it says. A named type is written where it first occurs, so that the text stands alone
/// even when its types came from several files.
/// </summary>
internal sealed class SchemaJsonWriter
{
    private readonly StringBuilder _output = new();
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    public static string Write(AvroSchema schema)
    {
        var writer = new SchemaJsonWriter();
        writer.Append(schema);
        return writer._output.ToString();
    }

    private void Append(AvroSchema schema)
    {
        if (schema is NamedSchema named && !_written.Add(named.FullName))
        {
            JsonText.AppendString(_output, named.FullName);
            return;
        }

        if (schema is UnionSchema union)
        {
            SchemaLists.Append(_output, union.Branches, Append);
            return;
        }

        if (schema is PrimitiveSchema { Logical: null, Properties.Count: 0 })
        {
            JsonText.AppendString(_output, schema.TypeName);
            return;
        }

        _output.Append("{\"type\":");
        JsonText.AppendString(_output, schema is RecordSchema { IsError: true } ? "error" : SchemaNames.PrimitiveName(schema.Type));
        if (schema is NamedSchema type)
        {
            AppendNaming(type);
        }

        AppendBody(schema);
        AppendLogical(schema.Logical);
        AppendProperties(schema.Properties);
        _output.Append('}');
    }

    private void AppendNaming(NamedSchema schema)
    {
        AppendText("name", schema.Name);
        AppendText("namespace", schema.Namespace);
        AppendText("doc", schema.Doc);
        AppendNames("aliases", schema.Aliases);
    }

    private void AppendBody(AvroSchema schema)
    {
        switch (schema)
        {
            case RecordSchema record:
                _output.Append(",\"fields\":");
                SchemaLists.Append(_output, record.Fields, AppendField);
                break;
            case EnumSchema symbols:
                AppendNames("symbols", symbols.Symbols, always: true);
                AppendText("default", symbols.Default);
                break;
            case FixedSchema { Size: var size }:
                AppendNumber("size", size);
                break;
            case ArraySchema array:
                _output.Append(",\"items\":");
                Append(array.Items);
                break;
            case MapSchema map:
                _output.Append(",\"values\":");
                Append(map.Values);
                break;
        }
    }

    private void AppendField(AvroField field)
    {
        _output.Append("{\"name\":");
        JsonText.AppendString(_output, field.Name);
        _output.Append(",\"type\":");
        Append(field.Schema);
        AppendText("doc", field.Doc);
        if (field.Default is { } value)
        {
            _output.Append(",\"default\":");
            JsonText.Append(_output, value);
        }

        AppendText("order", field.Order == "ascending" ? null : field.Order);
        AppendNames("aliases", field.Aliases);
        AppendProperties(field.Properties);
        _output.Append('}');
    }

    private void AppendLogical(LogicalType? logical)
    {
        AppendText("logicalType", logical?.Name);
        if (logical?.Kind == LogicalKind.Decimal)
        {
            AppendNumber("precision", logical.Precision);
            AppendNumber("scale", logical.Scale);
        }
    }

    private void AppendProperties(IReadOnlyDictionary<string, string> properties)
    {
        foreach (var property in properties)
        {
            AppendKey(property.Key).Append(property.Value);
        }
    }

    private void AppendNames(string key, IReadOnlyList<string> names, bool always = false)
    {
        if (always || names.Count > 0)
        {
            AppendKey(key);
            SchemaLists.Append(_output, names, n => JsonText.AppendString(_output, n));
        }
    }

    private void AppendText(string key, string? value)
    {
        if (value is not null)
        {
            AppendKey(key);
            JsonText.AppendString(_output, value);
        }
    }

    private void AppendNumber(string key, int value) => AppendKey(key).Append(value.ToString(CultureInfo.InvariantCulture));

    private StringBuilder AppendKey(string key)
    {
        _output.Append(',');
        JsonText.AppendString(_output, key);
        return _output.Append(':');
    }
}
