using System.Text;

namespace NbaPipeline.Avro.Tests.Random;

/// <summary>JSON texts of random schemas: all types, namespaces, references, recursion, logical types, defaults.</summary>
internal sealed class RandomSchema(System.Random random, bool recursive = true, bool promotableUnions = true)
{
    private const int MaxDepth = 4;
    private static readonly string[] Primitives = ["null", "boolean", "int", "long", "float", "double", "bytes", "string"];
    private static readonly string[] Logical =
    [
        """{"type":"int","logicalType":"date"}""",
        """{"type":"int","logicalType":"time-millis"}""",
        """{"type":"long","logicalType":"time-micros"}""",
        """{"type":"long","logicalType":"timestamp-millis"}""",
        """{"type":"long","logicalType":"timestamp-micros"}""",
        """{"type":"long","logicalType":"local-timestamp-nanos"}""",
        """{"type":"bytes","logicalType":"decimal","precision":20,"scale":4}""",
        """{"type":"string","logicalType":"unknown-to-all"}""",
    ];

    private readonly List<string> _finished = [];
    private int _names;

    /// <summary>A record at the root, as in the log; its fields may be anything.</summary>
    public string Record() => Record(0);

    public string Any() => Any(0, inUnion: false);

    private string Any(int depth, bool inUnion)
    {
        var kind = random.Next(depth >= MaxDepth ? 10 : 18);
        return kind switch
        {
            < 6 => $"\"{Primitives[random.Next(Primitives.Length)]}\"",
            6 or 7 => Logical[random.Next(Logical.Length)],
            8 => _finished.Count > 0 ? $"\"{_finished[random.Next(_finished.Count)]}\"" : "\"string\"",
            9 => random.Next(2) == 0 ? Enum() : Fixed(),
            10 or 11 => Record(depth + 1),
            12 or 13 => $"{{\"type\":\"array\",\"items\":{Any(depth + 1, inUnion: false)}}}",
            14 or 15 => $"{{\"type\":\"map\",\"values\":{Any(depth + 1, inUnion: false)}}}",
            _ => inUnion ? "\"long\"" : Union(depth + 1),
        };
    }

    private string Union(int depth)
    {
        var branches = new Dictionary<string, string>();
        var count = 1 + random.Next(4);
        for (var i = 0; i < count; i++)
        {
            var known = _finished.Count;
            var branch = Any(depth, inUnion: true);
            if (!branches.TryAdd(promotableUnions ? BranchName(branch) : Family(BranchName(branch)), branch))
            {
                // The branch goes, and so do the names that it would have defined.
                _finished.RemoveRange(known, _finished.Count - known);
            }
        }

        return $"[{string.Join(',', branches.Values)}]";
    }

    /// <summary>What may occur once in a union: the full name or the unnamed type.</summary>
    private static string BranchName(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind == System.Text.Json.JsonValueKind.String)
        {
            return root.GetString()!;
        }

        return root.TryGetProperty("name", out var name)
            ? $"{root.GetProperty("namespace").GetString()}.{name.GetString()}"
            : root.GetProperty("type").GetString()!;
    }

    /// <summary>One name for types that are read as each other.</summary>
    private static string Family(string type) =>
        type switch
        {
            "int" or "long" or "float" or "double" => "number",
            "string" or "bytes" => "text",
            _ => type,
        };

    private string Record(int depth)
    {
        var (head, fullName) = Head("record");
        var text = new StringBuilder(head).Append(",\"fields\":[");
        var fields = random.Next(depth == 0 ? 1 : 0, 6);
        for (var i = 0; i < fields; i++)
        {
            var type = recursive && random.Next(12) == 0 ? Recursive(fullName) : Any(depth + 1, inUnion: false);
            var field = $"{{\"name\":\"f{i}\",\"type\":{type},\"doc\":\"field {i}\"}}";
            text.Append(i > 0 ? "," : "").Append(field);
        }

        _finished.Add(fullName);
        return text.Append("]}").ToString();
    }

    private string Recursive(string fullName) =>
        random.Next(3) switch
        {
            0 => $"[\"null\",\"{fullName}\"]",
            1 => $"{{\"type\":\"array\",\"items\":\"{fullName}\"}}",
            _ => $"{{\"type\":\"map\",\"values\":[\"{fullName}\",\"int\"]}}",
        };

    private string Enum()
    {
        var (head, fullName) = Head("enum");
        _finished.Add(fullName);
        var symbols = Enumerable.Range(0, 1 + random.Next(5)).Select(i => $"\"S{i}\"");
        return $"{head},\"symbols\":[{string.Join(',', symbols)}]}}";
    }

    private string Fixed()
    {
        var (head, fullName) = Head("fixed");
        _finished.Add(fullName);
        return $"{head},\"size\":{random.Next(1, 20)}}}";
    }

    private (string Head, string FullName) Head(string type)
    {
        var name = $"N{_names++}";
        var space = random.Next(2) == 0 ? "one.two" : "three";
        return ($"{{\"type\":\"{type}\",\"name\":\"{name}\",\"namespace\":\"{space}\"", $"{space}.{name}");
    }
}
