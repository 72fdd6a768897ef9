using NbaPipeline.Generators;

namespace NbaPipeline.Kafka.Embedded.Generator;

/// <summary>Writes the class of a request or response, with nested classes for structs and elements.</summary>
internal sealed partial class MessageEmitter(ApiDefinition api, MessageDefinition message)
{
    private readonly CodeWriter _code = MessageFile.Begin();

    /// <summary>Whether versions differ in being flexible, so that the methods have a variable <c>flexible</c>.</summary>
    private bool IsFlexibleByVersion => api.FlexibleFrom > api.Versions.Min && api.FlexibleFrom <= api.Versions.Max;

    private bool IsEverFlexible => api.FlexibleFrom <= api.Versions.Max;

    private string Flexible =>
        IsFlexibleByVersion ? "flexible"
        : IsEverFlexible ? "true"
        : "false";

    public string Emit()
    {
        Class(message.Name, message.Name, message.Fields);
        return _code.ToString();
    }

    private void Class(string name, string path, List<FieldDefinition> fields)
    {
        var isMessage = name == path;
        _code.Summary(isMessage ? $"{api.About} Versions {api.Versions}." : $"{path}.");
        _code.Open($"internal sealed partial class {name}{(isMessage ? " : IMessage" : "")}");
        foreach (var field in fields)
        {
            _code.Summary($"{field.Text}.");
            _code.Line($"public {CSharpTypes.Property(field)} {field.Name} {{ get; set; }}{CSharpTypes.Initializer(field)}").Line();
        }

        Read(isMessage, fields);
        _code.Line();
        Write(isMessage, path, fields);
        foreach (var field in fields.Where(f => f.IsStruct))
        {
            _code.Line();
            Class(field.ClassName, $"{path}.{field.Name}", field.Fields);
        }

        _code.Close();
    }

    private void OpenMethod(string head, bool isMessage)
    {
        _code.Open(head);
        if (isMessage)
        {
            _code.Open($"if (version is < {api.Versions.Min} or > {api.Versions.Max})");
            _code.Line($"throw Messages.UnknownVersion(\"{message.Name}\", version);").Close().Line();
        }

        if (IsFlexibleByVersion)
        {
            _code.Line($"var flexible = version >= {api.FlexibleFrom};");
        }
    }

    /// <summary>The condition that a version is in the range; null when every version of the API is.</summary>
    private string? When(VersionRange range)
    {
        var from = range.Min > api.Versions.Min;
        var to = range.Max < api.Versions.Max;
        return (from, to) switch
        {
            (false, false) => null,
            (true, false) => $"version >= {range.Min}",
            (false, true) => $"version <= {range.Max}",
            _ => $"version is >= {range.Min} and <= {range.Max}",
        };
    }
}
