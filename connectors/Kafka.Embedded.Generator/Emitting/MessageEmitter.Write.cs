namespace NbaPipeline.Kafka.Embedded.Generator;

internal sealed partial class MessageEmitter
{
    private void Write(bool isMessage, string path, List<FieldDefinition> fields)
    {
        OpenMethod("public void Write(ProtocolWriter writer, short version)", isMessage);
        foreach (var field in fields.Where(f => f.Tag is null))
        {
            var when = When(field.Versions);
            if (when is not null)
            {
                _code.Open($"if ({when})");
            }

            WriteField(field, path);
            if (when is not null)
            {
                _code.Close();
            }
        }

        WriteTags(path, [.. fields.Where(f => f.Tag is not null).OrderBy(f => f.Tag)]);
        _code.Close();
    }

    private void WriteField(FieldDefinition field, string path)
    {
        if (field.CanBeNull && When(field.NullVersions) is { } nullable)
        {
            _code.Open($"if ({field.Name} is null && !({nullable}))");
            _code.Line($"throw Messages.NullIn(\"{path}.{field.Name}\", version);").Close().Line();
        }

        if (field.IsArray)
        {
            WriteArray(field);
        }
        else
        {
            _code.Line(Writing(field, field.Name, field.CanBeNull) + ";");
        }
    }

    private void WriteArray(FieldDefinition field)
    {
        _code.Line($"writer.WriteArrayCount({field.Name}{(field.CanBeNull ? "?.Count ?? -1" : ".Count")}, {Flexible});");
        if (field.CanBeNull)
        {
            _code.Open($"if ({field.Name} is not null)");
        }

        _code.Open($"foreach (var item in {field.Name})").Line(Writing(field, "item", isNull: false) + ";").Close();
        if (field.CanBeNull)
        {
            _code.Close();
        }
    }

    private void WriteTags(string path, List<FieldDefinition> tagged)
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
            _code.Line("writer.WriteEmptyTags();");
        }
        else
        {
            WriteKnownTags(path, tagged);
        }

        if (IsFlexibleByVersion)
        {
            _code.Close();
        }
    }

    private void WriteKnownTags(string path, List<FieldDefinition> tagged)
    {
        foreach (var field in tagged)
        {
            var when = When(field.Versions);
            _code.Line($"var has{field.Name} = {(when is null ? "" : $"{when} && ")}{CSharpTypes.IsSet(field)};");
        }

        _code.Line($"writer.WriteUnsignedVarint({string.Join(" + ", tagged.Select(f => $"(has{f.Name} ? 1u : 0u)"))});");
        foreach (var field in tagged)
        {
            _code.Open($"if (has{field.Name})").Line($"var start = writer.BeginTag({field.Tag});");
            WriteField(field, path);
            _code.Line("writer.EndTag(start);").Close();
        }
    }

    private string Writing(FieldDefinition field, string value, bool isNull) =>
        field.Kind switch
        {
            // A tagged struct is written only when it is set.
            FieldKind.Struct => $"{value}{(field.IsArray ? "" : "!")}.Write(writer, version)",
            FieldKind.String => $"writer.Write{(isNull ? "Nullable" : "")}String({value}, {Flexible})",
            FieldKind.Bytes => $"writer.Write{(isNull ? "Nullable" : "")}Bytes({value}, {Flexible})",
            FieldKind.Records => $"writer.WriteRecords({value}, {Flexible})",
            _ => $"writer.Write{field.Kind}({value})",
        };
}
