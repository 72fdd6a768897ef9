namespace NbaPipeline.Kafka.Embedded.Generator;

internal sealed partial class MessageEmitter
{
    private void Read(bool isMessage, List<FieldDefinition> fields)
    {
        OpenMethod("public void Read(ref ProtocolReader reader, short version)", isMessage);
        foreach (var field in fields.Where(f => f.Tag is null))
        {
            var when = When(field.Versions);
            if (when is not null)
            {
                _code.Open($"if ({when})");
            }

            ReadField(field);
            if (when is not null)
            {
                _code.Close();
            }
        }

        ReadTags([.. fields.Where(f => f.Tag is not null).OrderBy(f => f.Tag)]);
        _code.Close();
    }

    private void ReadField(FieldDefinition field)
    {
        if (field.IsArray)
        {
            ReadArray(field);
        }
        else if (field.IsStruct)
        {
            _code.Line($"{field.Name} = new();").Line($"{field.Name}.Read(ref reader, version);");
        }
        else
        {
            var plain = Reading(field, isNull: false);
            var nullable = Reading(field, isNull: true);
            var value = field.CanBeNull ? ByVersion(field, nullable, plain) : plain;
            _code.Line($"{field.Name} = {value};");
        }
    }

    private void ReadArray(FieldDefinition field)
    {
        var count = "countOf" + field.Name;
        var arguments = $"({Flexible}, {MinBytes.OfElement(field, api)})";
        var plain = "reader.ReadArrayCount" + arguments;
        var reading = field.CanBeNull ? ByVersion(field, "reader.ReadNullableArrayCount" + arguments, plain) : plain;
        _code.Line($"var {count} = {reading};");
        _code.Line($"{field.Name} = {(field.CanBeNull ? $"{count} < 0 ? null : " : "")}new({count});");
        _code.Open($"for (var i = 0; i < {count}; i++)");
        var target = field.Name + (field.CanBeNull ? "!" : "");
        if (field.IsStruct)
        {
            _code.Line($"var item = new {field.ClassName}();").Line("item.Read(ref reader, version);").Line($"{target}.Add(item);");
        }
        else
        {
            _code.Line($"{target}.Add({Reading(field, isNull: false)});");
        }

        _code.Close();
    }

    private void ReadTags(List<FieldDefinition> tagged)
    {
        if (!IsEverFlexible)
        {
            return;
        }

        if (IsFlexibleByVersion)
        {
            _code.Open("if (flexible)");
        }

        if (tagged.Count == 0)
        {
            _code.Line("reader.SkipTags();");
        }
        else
        {
            ReadKnownTags(tagged);
        }

        if (IsFlexibleByVersion)
        {
            _code.Close();
        }
    }

    private void ReadKnownTags(List<FieldDefinition> tagged)
    {
        _code.Open("for (var left = reader.ReadTagCount(); left > 0; left--)");
        _code.Line("var tag = reader.ReadTag(out var end);");
        _code.Open("switch (tag)");
        foreach (var field in tagged)
        {
            var when = When(field.Versions);
            _code.Open($"case {field.Tag}{(when is null ? "" : " when " + when)}:");
            ReadField(field);
            _code.Line("reader.EndTag(tag, end);").Line("break;").Close();
        }

        _code.Line("default:").Line("    reader.SkipTag(tag, end);").Line("    break;");
        _code.Close().Close();
    }

    private string Reading(FieldDefinition field, bool isNull) =>
        field.Kind switch
        {
            FieldKind.String => $"reader.Read{(isNull ? "Nullable" : "")}String({Flexible})",
            FieldKind.Bytes => $"reader.Read{(isNull ? "Nullable" : "")}Bytes({Flexible})",
            FieldKind.Records => $"reader.ReadRecords({Flexible})",
            _ => $"reader.Read{field.Kind}()",
        };

    /// <summary>One expression for the versions that may carry null and one for the others.</summary>
    private string ByVersion(FieldDefinition field, string nullable, string plain) =>
        When(field.NullVersions) is { } when ? $"{when} ? {nullable} : {plain}" : nullable;
}
