using System.Globalization;
using System.Text;

namespace NbaPipeline.Avro.Json;

/// <summary>Writes JSON without whitespace.</summary>
internal static class JsonText
{
    public static string Write(JsonValue value)
    {
        var output = new StringBuilder();
        Append(output, value);
        return output.ToString();
    }

    public static void Append(StringBuilder output, JsonValue value)
    {
        switch (value.Kind)
        {
            case JsonKind.Null:
                output.Append("null");
                break;
            case JsonKind.False:
                output.Append("false");
                break;
            case JsonKind.True:
                output.Append("true");
                break;
            case JsonKind.Number:
                output.Append(value.Text);
                break;
            case JsonKind.Text:
                AppendString(output, value.Text);
                break;
            case JsonKind.Array:
                AppendArray(output, value);
                break;
            default:
                AppendObject(output, value);
                break;
        }
    }

    public static void AppendString(StringBuilder output, string text)
    {
        output.Append('"');
        foreach (var c in text)
        {
            switch (c)
            {
                case '"':
                    output.Append("\\\"");
                    break;
                case '\\':
                    output.Append("\\\\");
                    break;
                case '\n':
                    output.Append("\\n");
                    break;
                case '\r':
                    output.Append("\\r");
                    break;
                case '\t':
                    output.Append("\\t");
                    break;
                default:
                    if (c < ' ' || char.IsSurrogate(c))
                    {
                        output.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    }
                    else
                    {
                        output.Append(c);
                    }

                    break;
            }
        }

        output.Append('"');
    }

    private static void AppendArray(StringBuilder output, JsonValue value)
    {
        output.Append('[');
        for (var i = 0; i < value.Items.Count; i++)
        {
            if (i > 0)
            {
                output.Append(',');
            }

            Append(output, value.Items[i]);
        }

        output.Append(']');
    }

    private static void AppendObject(StringBuilder output, JsonValue value)
    {
        output.Append('{');
        for (var i = 0; i < value.Members.Count; i++)
        {
            if (i > 0)
            {
                output.Append(',');
            }

            AppendString(output, value.Members[i].Key);
            output.Append(':');
            Append(output, value.Members[i].Value);
        }

        output.Append('}');
    }
}
