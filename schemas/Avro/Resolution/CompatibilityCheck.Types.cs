namespace NbaPipeline.Avro;

internal sealed partial class CompatibilityCheck
{
    /// <summary>The field of the writer that a field of the reader takes its value from, by name or by one of the reader's aliases; or null.</summary>
    public static AvroField? Source(AvroField field, RecordSchema writer)
    {
        var source = writer.Find(field.Name);
        for (var i = 0; source is null && i < field.Aliases.Count; i++)
        {
            source = writer.Find(field.Aliases[i]);
        }

        return source;
    }

    /// <summary>Unqualified names are compared, as the specification asks; an alias of the reader stands for its full name.</summary>
    public static bool NamesMatch(AvroSchema reader, AvroSchema writer) =>
        reader is not NamedSchema r || writer is not NamedSchema w || r.Name == w.Name || r.Aliases.Contains(w.FullName);

    /// <summary>Whether a writer's primitive may be read as another one.</summary>
    public static bool Promotes(AvroType writer, AvroType reader) =>
        (writer, reader) switch
        {
            (AvroType.Int, AvroType.Long or AvroType.Float or AvroType.Double) => true,
            (AvroType.Long, AvroType.Float or AvroType.Double) => true,
            (AvroType.Float, AvroType.Double) => true,
            (AvroType.String, AvroType.Bytes) or (AvroType.Bytes, AvroType.String) => true,
            _ => false,
        };

    private void CheckSame(AvroSchema reader, AvroSchema writer, string path)
    {
        if (reader.Type != writer.Type)
        {
            if (!Promotes(writer.Type, reader.Type))
            {
                Add(path, $"the writer's {writer.TypeName} cannot be read as {reader.TypeName}");
                return;
            }
        }
        else if (!NamesMatch(reader, writer))
        {
            Add(path, $"the writer's {writer.TypeName} is another type than the reader's {reader.TypeName}; an alias would join them");
        }

        if (reader.Logical is { } r && writer.Logical is { } w && !r.Equals(w))
        {
            Add(path, $"the logical type was {w} and is {r}; the same data would get another meaning");
        }

        CheckParts(reader, writer, path);
    }

    private void CheckParts(AvroSchema reader, AvroSchema writer, string path)
    {
        switch (reader, writer)
        {
            case (RecordSchema r, RecordSchema w):
                CheckFields(r, w, path);
                break;
            case (EnumSchema r, EnumSchema w) when r.Default is null:
                var missing = w.Symbols.Where(s => r.IndexOf(s) < 0).ToList();
                if (missing.Count > 0)
                {
                    Add(path, $"the reader's enum lacks {string.Join(", ", missing)} and has no default symbol");
                }

                break;
            case (FixedSchema r, FixedSchema w) when r.Size != w.Size:
                Add(path, $"the fixed was {w.Size} bytes and is {r.Size}");
                break;
            case (ArraySchema r, ArraySchema w):
                Check(r.Items, w.Items, path + "[]");
                break;
            case (MapSchema r, MapSchema w):
                Check(r.Values, w.Values, path + "{}");
                break;
        }
    }

    private void CheckFields(RecordSchema reader, RecordSchema writer, string path)
    {
        foreach (var field in reader.Fields)
        {
            var source = Source(field, writer);
            if (source is not null)
            {
                Check(field.Schema, source.Schema, $"{path}.{field.Name}");
            }
            else if (!field.HasDefault)
            {
                Add($"{path}.{field.Name}", "the writer has no such field and the reader has no default for it");
            }
        }
    }
}
