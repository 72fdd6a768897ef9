using NbaPipeline.Avro;

namespace NbaPipeline.SchemaRegistry.Tests;

/// <summary>Some processes with their work on one log; afterwards, what must hold whatever the order was.</summary>
internal sealed class RaceRun : IDisposable
{
    private readonly InMemorySchemaLog _log = new();
    private readonly StepScheduler _scheduler = new();
    private readonly List<(string Subject, AvroSchema Schema, int Id)>[] _answers;
    private readonly (string Subject, AvroSchema Schema)[][] _work;

    public RaceRun((string, AvroSchema)[][] work, int firstDiesAtCall = int.MaxValue)
    {
        _work = work;
        _answers = new List<(string, AvroSchema, int)>[work.Length];
        for (var i = 0; i < work.Length; i++)
        {
            var process = i;
            _answers[i] = [];
            _scheduler.Add(step => Live(process, new SteppedLog(_log, step, process == 0 ? firstDiesAtCall : int.MaxValue)));
        }
    }

    public void Go(Func<int, int> choose) => _scheduler.Run(choose);

    public int[] Ids(int process) => _answers[process].Select(a => a.Id).ToArray();

    /// <summary>A process that starts now.</summary>
    public InMemorySchemaRegistry Reader() => new(_log);

    public void Verify(string run)
    {
        VerifyAnswers(run);
        using (var mender = Reader())
        {
            mender.SetCompatibility(null, CompatibilityLevel.None);
            mender.Register("last", Schemas.Record("Last", "x:int")); // whoever registers next mends what races left
        }

        VerifyAnswers(run + ", mended");
        var before = Everything();
        _log.Compact();
        Everything().ShouldBe(before, run + ", compacted");
        LastRecordOfEachKey().ShouldBe(before, run + ", read as a foreign registry reads it");
    }

    public void Dispose()
    {
        _scheduler.Dispose();
        _log.Dispose();
    }

    private void Live(int process, SteppedLog log)
    {
        try
        {
            using var registry = new InMemorySchemaRegistry(log);
            foreach (var (subject, schema) in _work[process])
            {
                var id = RegisterAny(registry, subject, schema);
                _answers[process].Add((subject, schema, id));
            }
        }
        catch (ProcessDiedException)
        {
            // What it wrote stays.
        }
    }

    /// <summary>The older schema may come second, where it is refused; the race itself is what is tested.</summary>
    private static int RegisterAny(InMemorySchemaRegistry registry, string subject, AvroSchema schema)
    {
        try
        {
            return registry.Register(subject, schema);
        }
        catch (IncompatibleSchemaException)
        {
            registry.SetCompatibility(subject, CompatibilityLevel.None);
            return registry.Register(subject, schema);
        }
    }

    private void VerifyAnswers(string run)
    {
        using var reader = Reader();
        foreach (var (subject, schema, id) in _answers.SelectMany(a => a))
        {
            reader.GetById(id).ToString().ShouldBe(schema.ToString(), run);
            reader.Register(subject, schema).ShouldBe(id, run);
        }
    }

    private string[] Everything()
    {
        using var reader = Reader();
        return reader
            .Subjects()
            .SelectMany(s => reader.Versions(s).Select(v => reader.GetVersion(s, v)))
            .Select(v => FormattableString.Invariant($"{v.Subject} {v.Version} {v.Id} {v.Schema}"))
            .ToArray();
    }

    /// <summary>For a foreign registry the last record of a key counts.</summary>
    private string[] LastRecordOfEachKey() =>
        _log.Snapshot()
            .Select(e => SchemaRecordCodec.Decode(e.Key, e.Value))
            .OfType<SchemaLogRecord.Schema>()
            .GroupBy(r => r.Entry.Key)
            .Select(g => g.Last().Entry)
            .OrderBy(e => e.Key.Subject, StringComparer.Ordinal)
            .ThenBy(e => e.Key.Version)
            .Select(e => FormattableString.Invariant($"{e.Key.Subject} {e.Key.Version} {e.Id} {e.Text}"))
            .ToArray();
}
