using System.IO.Compression;
using System.Text;

namespace NbaPipeline.Topologies.Tests.Support;

/// <summary>Reads a small csv.gz file into rows by column name; an empty field is null. For tests only: all of it in memory.</summary>
internal static class CsvFile
{
    public static List<Dictionary<string, string?>> Read(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), Encoding.UTF8);
        var columns = Fields(reader.ReadLine()!);
        var rows = new List<Dictionary<string, string?>>();
        while (reader.ReadLine() is { } line)
        {
            var fields = Fields(line);
            var row = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < columns.Count; i++)
                row[columns[i]] = fields[i].Length == 0 ? null : fields[i];
            rows.Add(row);
        }
        return rows;
    }

    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
                field.Append(c);
        }
        fields.Add(field.ToString());
        return fields;
    }
}
