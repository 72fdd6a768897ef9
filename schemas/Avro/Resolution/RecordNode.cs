namespace NbaPipeline.Avro;

/// <summary>
/// The fields of a record. When those that both schemas have come in one order, a single pass skips, converts and fills in;
/// otherwise a first pass notes where each field of the writer starts.
/// </summary>
internal sealed class RecordNode(RecordSchema writer) : PlanNode
{
    private const int MaxFieldsOnStack = 128;

    private RecordStep[] _steps = [];
    private bool _inOrder = true;

    /// <summary>The reader's fields in its order. The node exists before its steps do: they may lead back to it.</summary>
    public void SetSteps(IReadOnlyList<RecordStep> fields)
    {
        var sources = fields.Where(f => f.Source >= 0).Select(f => f.Source).ToList();
        _inOrder = sources.Zip(sources.Skip(1), (a, b) => a < b).All(rising => rising);
        _steps = _inOrder ? [.. WithSkips(fields)] : [.. fields];
    }

    public override void Run(ref AvroReader reader, ref AvroWriter writer)
    {
        reader.Enter();
        if (_inOrder)
        {
            foreach (var step in _steps)
            {
                step.Run(ref reader, ref writer);
            }
        }
        else
        {
            RunOutOfOrder(ref reader, ref writer);
        }

        reader.Leave();
    }

    private void RunOutOfOrder(ref AvroReader reader, ref AvroWriter output)
    {
        var count = writer.Fields.Count;
        Span<int> starts = count <= MaxFieldsOnStack ? stackalloc int[count] : new int[count];
        var probe = reader;
        for (var i = 0; i < count; i++)
        {
            starts[i] = probe.Position;
            probe.Skip(writer.Fields[i].Schema);
        }

        foreach (var step in _steps)
        {
            if (step.Source >= 0)
            {
                reader.MoveTo(starts[step.Source]);
            }

            step.Run(ref reader, ref output);
        }

        reader.MoveTo(probe.Position);
    }

    private IEnumerable<RecordStep> WithSkips(IReadOnlyList<RecordStep> fields)
    {
        var next = 0;
        foreach (var field in fields)
        {
            for (; next < field.Source; next++)
            {
                yield return RecordStep.Skip(writer.Fields[next]);
            }

            next = field.Source >= 0 ? next + 1 : next;
            yield return field;
        }

        for (; next < writer.Fields.Count; next++)
        {
            yield return RecordStep.Skip(writer.Fields[next]);
        }
    }
}
