namespace NbaPipeline.Kafka.Embedded.Generator;

/// <summary>
/// Reads a definition file. Its form, line by line: a comment that says what the API is for (<c># ...</c>), <c>key: 3</c>,
/// <c>versions: 0-12</c>, <c>flexible: 9+</c> (or <c>none</c>), then the sections <c>request:</c> and <c>response:</c> with one field per
/// line, two more spaces for each nesting. <see cref="FieldParser"/> has the form of a field.
/// </summary>
internal static class DefinitionParser
{
    private const int IndentBy = 2;

    public static ApiDefinition Parse(string path, string text)
    {
        var api = new ApiDefinition(Path.GetFileNameWithoutExtension(path));
        var open = new Stack<List<FieldDefinition>>();
        FieldDefinition? last = null;
        var sections = new HashSet<string>(StringComparer.Ordinal);
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var number = i + 1;
            var line = lines[i].TrimEnd();
            var content = line.TrimStart();
            if (content.Length == 0)
            {
                continue;
            }

            if (content[0] == '#')
            {
                api.About = api.About.Length == 0 && api.Key < 0 ? content.Substring(1).Trim() : api.About;
            }
            else if (line.Length == content.Length)
            {
                open.Clear();
                last = null;
                ParseHead(api, content, number, open, sections);
            }
            else
            {
                last = ParseField(api, line, content, number, open, last);
            }
        }

        Check(api, sections, lines.Length);
        return api;
    }

    private static void ParseHead(ApiDefinition api, string line, int number, Stack<List<FieldDefinition>> open, HashSet<string> sections)
    {
        var colon = line.IndexOf(':');
        var name = colon < 0 ? line : line.Substring(0, colon);
        var value = colon < 0 ? "" : line.Substring(colon + 1).Trim();
        if (!sections.Add(name))
        {
            throw new DefinitionException(number, 1, $"'{name}' comes twice");
        }

        switch (name)
        {
            case "key" when short.TryParse(value, out var key) && key >= 0:
                api.Key = key;
                api.KeyLine = number;
                break;
            case "versions" when VersionRange.TryParse(value, out var versions) && versions.Max != VersionRange.Open:
                api.Versions = versions;
                break;
            case "flexible" when value == "none":
                break;
            case "flexible" when VersionRange.TryParse(value, out var flexible) && flexible.Max == VersionRange.Open:
                api.FlexibleFrom = flexible.Min;
                break;
            case "request" when value.Length == 0:
                open.Push(api.Request.Fields);
                break;
            case "response" when value.Length == 0:
                open.Push(api.Response.Fields);
                break;
            default:
                throw new DefinitionException(
                    number,
                    1,
                    $"'{line}' is none of 'key: 3', 'versions: 0-12', 'flexible: 9+', 'flexible: none', 'request:', 'response:'"
                );
        }
    }

    private static FieldDefinition ParseField(
        ApiDefinition api,
        string line,
        string content,
        int number,
        Stack<List<FieldDefinition>> open,
        FieldDefinition? last
    )
    {
        var indent = line.Length - content.Length;
        if (open.Count == 0 || api.Key < 0 || api.Versions.Max < api.Versions.Min)
        {
            throw new DefinitionException(number, indent + 1, "a field needs 'key', 'versions' and 'request:' or 'response:' before it");
        }

        var depth = indent / IndentBy;
        if (last is { IsStruct: true } && depth == open.Count + 1)
        {
            open.Push(last.Fields);
        }

        while (open.Count > depth && open.Count > 1)
        {
            open.Pop();
        }

        if (indent % IndentBy != 0 || depth != open.Count || line.IndexOf('\t') >= 0)
        {
            throw new DefinitionException(number, indent + 1, $"indented by {indent}, but only a struct has fields two spaces further in");
        }

        var field = FieldParser.Parse(content, number, indent + 1);
        if (open.Peek().Any(f => f.Name == field.Name))
        {
            throw new DefinitionException(number, indent + 1, $"the field {field.Name} comes twice");
        }

        if (field.Tag is { } tag && (field.Versions.Min < api.FlexibleFrom || open.Peek().Any(f => f.Tag == tag)))
        {
            throw new DefinitionException(number, indent + 1, $"tag {tag} is taken, or exists in versions that are not flexible");
        }

        open.Peek().Add(field);
        return field;
    }

    private static void Check(ApiDefinition api, HashSet<string> sections, int lastLine)
    {
        foreach (var needed in new[] { "key", "versions", "flexible", "request", "response" })
        {
            if (!sections.Contains(needed))
            {
                throw new DefinitionException(lastLine, 1, $"'{needed}' is missing");
            }
        }

        CheckStructs(api.Request.Fields);
        CheckStructs(api.Response.Fields);
    }

    private static void CheckStructs(List<FieldDefinition> fields)
    {
        foreach (var field in fields.Where(f => f.IsStruct))
        {
            if (field.Fields.Count == 0)
            {
                throw new DefinitionException(field.Line, 1, $"the struct {field.Name} has no fields");
            }

            CheckStructs(field.Fields);
        }
    }
}
