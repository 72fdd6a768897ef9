using System.Text;

namespace NbaPipeline.Avro;

/// <summary>JSON arrays in the text of a schema.</summary>
internal static class SchemaLists
{
    public static void Append<T>(StringBuilder output, IReadOnlyList<T> items, Action<T> append)
    {
        output.Append('[');
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                output.Append(',');
            }

            append(items[i]);
        }

        output.Append(']');
    }
}
