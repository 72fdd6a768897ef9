using NbaPipeline.Avro.Json;

namespace NbaPipeline.Avro;

/// <summary>
/// Schema texts that share their named types: a text may refer to a full name that another one defines, in any order.
/// Errors are kept per file, so that one bad file does not hide the others.
/// </summary>
internal sealed class SchemaSet
{
    private readonly List<SchemaFile> _files = [];
    private readonly Dictionary<string, NamedSchema> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SchemaFile> _definedIn = new(StringComparer.Ordinal);
    private readonly List<(SchemaFile File, AvroField Field)> _defaults = [];

    public IReadOnlyList<SchemaFile> Files => _files;

    public void Add(string path, string json)
    {
        var file = new SchemaFile(path);
        _files.Add(file);
        Guard(
            file,
            () =>
            {
                file.Json = JsonParser.Parse(json);
                Index(file, file.Json, "");
            }
        );
    }

    public void ParseAll()
    {
        foreach (var file in _files)
        {
            Parse(file);
        }

        foreach (var (file, field) in _defaults)
        {
            Guard(file, () => DefaultChecker.Check(field.Schema, field.Default!, field.Name));
        }
    }

    /// <summary>The schema of a set with one file; throws its error.</summary>
    public AvroSchema Single()
    {
        ParseAll();
        var file = _files[0];
        return file.Error is null ? file.Schema! : throw file.Error;
    }

    public NamedSchema? Find(string fullName)
    {
        if (!_named.ContainsKey(fullName) && _definedIn.TryGetValue(fullName, out var file))
        {
            Parse(file);
        }

        return _named.TryGetValue(fullName, out var schema) ? schema : null;
    }

    /// <summary>The path of the file that defines the name, whether or not it is valid; null when none does.</summary>
    public string? FileOf(string fullName) => _definedIn.TryGetValue(fullName, out var file) ? file.Path : null;

    public void Define(SchemaFile file, NamedSchema schema, JsonValue at)
    {
        if (_named.ContainsKey(schema.FullName))
        {
            var other = _definedIn.TryGetValue(schema.FullName, out var first) && first != file ? $", in {first.Path}" : "";
            throw new AvroSchemaException($"the type {schema.FullName} is defined twice{other}", at.Line, at.Column);
        }

        _named.Add(schema.FullName, schema);
        file.Defined.Add(schema);
    }

    public void CheckLater(SchemaFile file, AvroField field) => _defaults.Add((file, field));

    private void Parse(SchemaFile file)
    {
        if (file.IsStarted || file.Json is null)
        {
            return;
        }

        file.IsStarted = true;
        Guard(file, () => file.Schema = new SchemaParser(this, file).Parse(file.Json, ""));
    }

    private static void Guard(SchemaFile file, Action action)
    {
        try
        {
            action();
        }
        catch (AvroSchemaException e)
        {
            file.Error ??= e;
        }
    }

    /// <summary>Notes which names a text will define, without judging it.</summary>
    private void Index(SchemaFile file, JsonValue value, string space)
    {
        foreach (var item in value.Items)
        {
            Index(file, item, space);
        }

        if (value.Find("type")?.Text is "record" or "error" or "enum" or "fixed" && value.Find("name") is { } name)
        {
            var own = value.Find("namespace")?.Text ?? space;
            var fullName = SchemaNames.Qualify(name.Text, own);
            space = SchemaNames.NamespaceOf(fullName);
            _definedIn[fullName] = _definedIn.TryGetValue(fullName, out var first) ? first : file;
        }

        foreach (var member in value.Members)
        {
            if (member.Key is "type" or "fields" or "items" or "values")
            {
                Index(file, member.Value, space);
            }
        }
    }
}
