namespace NbaPipeline.Kafka.Embedded.Generator;

/// <summary>
/// Reads a definition file. Its form, line by line: a comment that says what the API is for (<c># ...</c>), <c>key: 3</c>,
/// <c>versions: 0-12</c>, <c>flexible: 9+</c> (or <c>none</c>), then the sections <c>request:</c> and <c>response:</c> with one field per
/// line in the order of the wire, two more spaces for each nesting. <see cref="FieldParser"/> has the form of a field.
/// </summary>
internal sealed partial class DefinitionParser
{
    private readonly ApiDefinition _api;
    private readonly HashSet<string> _heads = new(StringComparer.Ordinal);

    /// <summary>The structs around the current line, the section outermost.</summary>
    private readonly Stack<List<FieldDefinition>> _open = new();

    private FieldDefinition? _last;

    private DefinitionParser(string path) => _api = new(Path.GetFileNameWithoutExtension(path));

    /// <exception cref="DefinitionException">The text is no definition.</exception>
    public static ApiDefinition Parse(string path, string text)
    {
        var parser = new DefinitionParser(path);
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            parser.ParseLine(lines[i].TrimEnd(), i + 1);
        }

        parser.CheckComplete(lines.Length);
        return parser._api;
    }

    private void ParseLine(string line, int number)
    {
        var content = line.TrimStart();
        if (content.Length == 0)
        {
            return;
        }

        if (content[0] == '#')
        {
            if (_heads.Count == 0)
            {
                _api.About = (_api.About + " " + content.Substring(1).Trim()).Trim();
            }
        }
        else if (line.Length == content.Length)
        {
            _open.Clear();
            _last = null;
            ParseHead(line, number);
        }
        else
        {
            ParseField(line, content, number);
        }
    }

    private void ParseHead(string line, int number)
    {
        var colon = line.IndexOf(':');
        var name = colon < 0 ? line : line.Substring(0, colon);
        var value = colon < 0 ? "" : line.Substring(colon + 1).Trim();
        if (!_heads.Add(name))
        {
            throw new DefinitionException(number, 1, $"'{name}' comes twice");
        }

        switch (name)
        {
            case "key" when short.TryParse(value, out var key) && key >= 0:
                _api.Key = key;
                _api.KeyLine = number;
                break;
            case "versions" when VersionRange.TryParse(value, out var versions) && versions.Max != VersionRange.Open:
                _api.Versions = versions;
                break;
            case "flexible" when value == "none":
                break;
            case "flexible" when VersionRange.TryParse(value, out var flexible) && flexible.Max == VersionRange.Open:
                _api.FlexibleFrom = flexible.Min;
                break;
            case "request" when value.Length == 0:
                OpenSection(_api.Request, number);
                break;
            case "response" when value.Length == 0:
                OpenSection(_api.Response, number);
                break;
            default:
                const string Heads = "'key: 3', 'versions: 0-12', 'flexible: 9+', 'flexible: none', 'request:', 'response:'";
                throw new DefinitionException(number, 1, $"'{line}' is none of {Heads}");
        }
    }

    private void OpenSection(MessageDefinition message, int number)
    {
        foreach (var head in new[] { "key", "versions", "flexible" })
        {
            if (!_heads.Contains(head))
            {
                throw new DefinitionException(number, 1, $"'{head}' is missing before the first section");
            }
        }

        _open.Push(message.Fields);
    }

    private void CheckComplete(int lastLine)
    {
        foreach (var section in new[] { "request", "response" })
        {
            if (!_heads.Contains(section))
            {
                throw new DefinitionException(lastLine, 1, $"'{section}:' is missing");
            }
        }

        CheckStructs(_api.Request.Fields);
        CheckStructs(_api.Response.Fields);
    }
}
