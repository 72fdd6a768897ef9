namespace NbaPipeline.Avro;

/// <summary>Walks a reader's and a writer's schema side by side and collects what does not fit.</summary>
internal sealed partial class CompatibilityCheck
{
    /// <summary>Pairs of schemas that are looked at before the check gives up: types that use each other many times over can multiply.</summary>
    private const int MaxPairs = 200_000;

    private readonly HashSet<(AvroSchema Reader, AvroSchema Writer)> _open = [];
    private List<SchemaIncompatibility> _reasons = [];
    private int _pairs;

    public IReadOnlyList<SchemaIncompatibility> Run(AvroSchema reader, AvroSchema writer)
    {
        Check(reader, writer, reader.TypeName);
        return _reasons;
    }

    /// <summary>Whether every value of the writer can be read; the reasons are dropped.</summary>
    public bool Fits(AvroSchema reader, AvroSchema writer)
    {
        var kept = _reasons;
        _reasons = [];
        Check(reader, writer, "");
        var fits = _reasons.Count == 0;
        _reasons = kept;
        return fits;
    }

    private void Check(AvroSchema reader, AvroSchema writer, string path)
    {
        // A pair that is open already is a recursive type met again: it fits if the rest does.
        if (ReferenceEquals(reader, writer) || !_open.Add((reader, writer)))
        {
            return;
        }

        if (++_pairs > MaxPairs)
        {
            Add(path, $"the schemas are too large to compare (more than {MaxPairs} pairs of types)");
        }
        else if (writer is UnionSchema written)
        {
            foreach (var branch in written.Branches)
            {
                Check(reader, branch, path);
            }
        }
        else if (reader is UnionSchema union)
        {
            CheckUnion(union, writer, path);
        }
        else
        {
            CheckSame(reader, writer, path);
        }

        _open.Remove((reader, writer));
    }

    private void CheckUnion(UnionSchema reader, AvroSchema writer, string path)
    {
        if (BranchFor(reader, writer) >= 0)
        {
            return;
        }

        var near = reader.Branches.FirstOrDefault(b => b.Type == writer.Type && NamesMatch(b, writer));
        if (near is not null)
        {
            Check(near, writer, path);
            return;
        }

        var branches = string.Join(", ", reader.Branches.Select(b => b.TypeName));
        Add(path, $"the writer may write {writer.TypeName}, which no branch of the reader's union reads ({branches})");
    }

    /// <summary>The reader's branch for a writer's value: the one of the same type and full name, else the first that fits; -1 for none.</summary>
    public int BranchFor(UnionSchema reader, AvroSchema writer)
    {
        for (var i = 0; i < reader.Branches.Count; i++)
        {
            var branch = reader.Branches[i];
            if (branch.Type == writer.Type && branch.TypeName == writer.TypeName && Fits(branch, writer))
            {
                return i;
            }
        }

        for (var i = 0; i < reader.Branches.Count; i++)
        {
            if (Fits(reader.Branches[i], writer))
            {
                return i;
            }
        }

        return -1;
    }

    private void Add(string path, string reason) => _reasons.Add(new SchemaIncompatibility(path, reason));
}
