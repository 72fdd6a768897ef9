using System.Globalization;
using System.Text;

namespace NbaPipeline.Avro;

/// <summary>Writes the Parsing Canonical Form. Its names and symbols are ASCII by Avro's rules, so that nothing needs escaping.</summary>
internal sealed class CanonicalForm
{
    private readonly StringBuilder _output = new();
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    public static string Write(AvroSchema schema)
    {
        var form = new CanonicalForm();
        form.Append(schema);
        return form._output.ToString();
    }

    private void Append(AvroSchema schema)
    {
        switch (schema)
        {
            case NamedSchema named:
                AppendNamed(named);
                break;
            case UnionSchema union:
                SchemaLists.Append(_output, union.Branches, Append);
                break;
            case ArraySchema array:
                _output.Append("{\"type\":\"array\",\"items\":");
                Append(array.Items);
                _output.Append('}');
                break;
            case MapSchema map:
                _output.Append("{\"type\":\"map\",\"values\":");
                Append(map.Values);
                _output.Append('}');
                break;
            default:
                AppendText(schema.TypeName);
                break;
        }
    }

    private void AppendNamed(NamedSchema schema)
    {
        if (!_written.Add(schema.FullName))
        {
            AppendText(schema.FullName);
            return;
        }

        _output.Append("{\"name\":");
        AppendText(schema.FullName);
        switch (schema)
        {
            case RecordSchema record:
                _output.Append(record.IsError ? ",\"type\":\"error\",\"fields\":" : ",\"type\":\"record\",\"fields\":");
                SchemaLists.Append(_output, record.Fields, AppendField);
                break;
            case EnumSchema symbols:
                _output.Append(",\"type\":\"enum\",\"symbols\":");
                SchemaLists.Append(_output, symbols.Symbols, AppendText);
                break;
            case FixedSchema { Size: var size }:
                _output.Append(",\"type\":\"fixed\",\"size\":").Append(size.ToString(CultureInfo.InvariantCulture));
                break;
        }

        _output.Append('}');
    }

    private void AppendField(AvroField field)
    {
        _output.Append("{\"name\":");
        AppendText(field.Name);
        _output.Append(",\"type\":");
        Append(field.Schema);
        _output.Append('}');
    }

    private void AppendText(string text) => _output.Append('"').Append(text).Append('"');
}
