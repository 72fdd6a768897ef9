using System.Buffers;

namespace NbaPipeline.Avro;

/// <summary>Makes the plan that turns a writer's encoding into the reader's.</summary>
internal sealed class PlanCompiler
{
    private readonly Dictionary<(RecordSchema Reader, RecordSchema Writer), PlanNode> _records = [];
    private readonly CompatibilityCheck _check = new();

    public PlanNode Compile(AvroSchema reader, AvroSchema writer)
    {
        if (SameLayout.Holds(reader, writer))
        {
            return new CopyNode(writer);
        }

        if (writer is UnionSchema written)
        {
            return new UnionNode([.. written.Branches.Select(b => Compile(reader, b))]);
        }

        if (reader is UnionSchema union)
        {
            return CompileBranch(union, writer);
        }

        if (!CompatibilityCheck.NamesMatch(reader, writer) || LogicalsDiffer(reader, writer))
        {
            return Fail(reader, writer);
        }

        return (reader, writer) switch
        {
            (RecordSchema r, RecordSchema w) => CompileRecord(r, w),
            (EnumSchema r, EnumSchema w) => new EnumNode(r, w),
            (ArraySchema r, ArraySchema w) => new ArrayNode(Compile(r.Items, w.Items), w.Items),
            (MapSchema r, MapSchema w) => new MapNode(Compile(r.Values, w.Values), w.Values),
            _ when CompatibilityCheck.Promotes(writer.Type, reader.Type) => new PromoteNode(writer.Type, reader.Type),
            _ => Fail(reader, writer),
        };
    }

    private static bool LogicalsDiffer(AvroSchema reader, AvroSchema writer) =>
        reader.Logical is { } r && writer.Logical is { } w && !r.Equals(w);

    private PlanNode CompileBranch(UnionSchema reader, AvroSchema writer)
    {
        var index = _check.BranchFor(reader, writer);
        if (index < 0)
        {
            // A branch of the same kind may still hold some of the values (an enum with fewer symbols).
            index = reader.Branches.TakeWhile(b => b.Type != writer.Type || !CompatibilityCheck.NamesMatch(b, writer)).Count();
        }

        if (index >= reader.Branches.Count)
        {
            return Fail(reader, writer);
        }

        var value = Compile(reader.Branches[index], writer);
        return value is FailNode ? value : new BranchNode(index, value);
    }

    private PlanNode CompileRecord(RecordSchema reader, RecordSchema writer)
    {
        if (_records.TryGetValue((reader, writer), out var known))
        {
            return known;
        }

        var node = new RecordNode(writer);
        _records.Add((reader, writer), node);
        return _records[(reader, writer)] = FillRecord(node, reader, writer);
    }

    private PlanNode FillRecord(RecordNode node, RecordSchema reader, RecordSchema writer)
    {
        var steps = new List<RecordStep>();
        foreach (var field in reader.Fields)
        {
            if (CompatibilityCheck.Source(field, writer) is { } source)
            {
                var value = Compile(field.Schema, source.Schema);
                if (value is FailNode)
                {
                    return value;
                }

                steps.Add(RecordStep.Convert(source.Position, value));
            }
            else if (field.Default is { } json)
            {
                var output = new ArrayBufferWriter<byte>();
                DefaultEncoder.Encode(field.Schema, json, output);
                steps.Add(RecordStep.Default(output.WrittenSpan.ToArray()));
            }
            else
            {
                return Fail(reader, writer);
            }
        }

        node.SetSteps(steps);
        return node;
    }

    private static FailNode Fail(AvroSchema reader, AvroSchema writer)
    {
        var reasons = SchemaCompatibility.CheckBackward(reader, writer);
        return new FailNode(
            $"the reader's schema cannot hold this: {(reasons.Count > 0 ? reasons[0] : $"{writer.TypeName} as {reader.TypeName}")}"
        );
    }
}
