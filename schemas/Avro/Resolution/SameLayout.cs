namespace NbaPipeline.Avro;

/// <summary>Whether every encoding of the writer's schema is, byte for byte, the reader's encoding of the resolved value.</summary>
internal static class SameLayout
{
    public static bool Holds(AvroSchema reader, AvroSchema writer) => Holds(reader, writer, []);

    private static bool Holds(AvroSchema reader, AvroSchema writer, HashSet<(AvroSchema Reader, AvroSchema Writer)> known)
    {
        // A pair that was looked at before holds unless the whole answer is no already.
        if (ReferenceEquals(reader, writer) || !known.Add((reader, writer)))
        {
            return true;
        }

        if (reader.Logical is { } l && writer.Logical is { } m && !l.Equals(m))
        {
            return false;
        }

        return (reader, writer) switch
        {
            (RecordSchema r, RecordSchema w) => NamesMatch(r, w) && Fields(r, w, known),
            (EnumSchema r, EnumSchema w) => NamesMatch(r, w) && w.Symbols.Select((s, i) => r.IndexOf(s) == i).All(same => same),
            (FixedSchema r, FixedSchema w) => NamesMatch(r, w) && r.Size == w.Size,
            (ArraySchema r, ArraySchema w) => Holds(r.Items, w.Items, known),
            (MapSchema r, MapSchema w) => Holds(r.Values, w.Values, known),
            (UnionSchema r, UnionSchema w) => Branches(r, w, known),
            (PrimitiveSchema, PrimitiveSchema) => Primitives(reader.Type, writer.Type),
            _ => false,
        };
    }

    private static bool NamesMatch(AvroSchema reader, AvroSchema writer) => CompatibilityCheck.NamesMatch(reader, writer);

    private static bool Primitives(AvroType reader, AvroType writer) =>
        reader == writer
        || (writer, reader) is (AvroType.Int, AvroType.Long) or (AvroType.String, AvroType.Bytes) or (AvroType.Bytes, AvroType.String);

    private static bool Fields(RecordSchema reader, RecordSchema writer, HashSet<(AvroSchema Reader, AvroSchema Writer)> known) =>
        reader.Fields.Count == writer.Fields.Count
        && reader.Fields.All(f =>
            CompatibilityCheck.Source(f, writer)?.Position == f.Position && Holds(f.Schema, writer.Fields[f.Position].Schema, known)
        );

    /// <summary>Only the same types in the same places: another branch might be chosen otherwise.</summary>
    private static bool Branches(UnionSchema reader, UnionSchema writer, HashSet<(AvroSchema Reader, AvroSchema Writer)> known)
    {
        if (reader.Branches.Count < writer.Branches.Count)
        {
            return false;
        }

        for (var i = 0; i < writer.Branches.Count; i++)
        {
            var (r, w) = (reader.Branches[i], writer.Branches[i]);
            if (r.Type != w.Type || r.TypeName != w.TypeName || !Holds(r, w, known))
            {
                return false;
            }
        }

        return true;
    }
}
