using NbaPipeline.Avro;

namespace NbaPipeline.SchemaRegistry;

public abstract partial class LogBackedSchemaRegistry
{
    /// <inheritdoc/>
    public AvroSchema GetById(int id)
    {
        Load();
        return TryById(id)
            ?? AfterRefresh(() => TryById(id))
            ?? throw new SchemaNotFoundException(
                FormattableString.Invariant($"no schema has id {id} ({_log.Name}, read to its end). ")
                    + "The record was written against another registry, or is not in the registry's wire format."
            );
    }

    /// <inheritdoc/>
    public RegisteredSchema? GetLatest(string subject)
    {
        Load();
        Refresh();
        lock (_gate)
        {
            return _state.Versions(subject) is [.., var latest] ? ToRegistered(latest) : null;
        }
    }

    /// <inheritdoc/>
    public RegisteredSchema GetVersion(string subject, int version)
    {
        Load();
        return TryVersion(subject, version)
            ?? AfterRefresh(() => TryVersion(subject, version))
            ?? throw new SchemaNotFoundException(
                FormattableString.Invariant($"subject {subject} has no version {version} ({_log.Name}); ")
                    + $"it has [{string.Join(", ", Versions(subject))}]"
            );
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Versions(string subject)
    {
        Refresh();
        lock (_gate)
        {
            return _state.Versions(subject).Select(v => v.Key.Version).ToArray();
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Subjects()
    {
        Refresh();
        lock (_gate)
        {
            return _state.Subjects;
        }
    }

    /// <inheritdoc/>
    public CompatibilityLevel GetCompatibility(string subject)
    {
        Refresh();
        lock (_gate)
        {
            return _state.Level(subject);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<IncompatibilityReason> CheckCompatibility(string subject, AvroSchema schema)
    {
        Refresh();
        lock (_gate)
        {
            return ReasonsHoldingGate(subject, schema);
        }
    }

    private T? AfterRefresh<T>(Func<T?> look)
        where T : class
    {
        Refresh();
        return look();
    }

    private AvroSchema? TryById(int id)
    {
        lock (_gate)
        {
            return _parsed.TryGetValue(id, out var schema) ? schema
                : _state.ById(id) is { } entry ? Parse(entry)
                : null;
        }
    }

    private RegisteredSchema? TryVersion(string subject, int version)
    {
        lock (_gate)
        {
            return _state.Versions(subject).FirstOrDefault(v => v.Key.Version == version) is { } entry ? ToRegistered(entry) : null;
        }
    }

    private RegisteredSchema ToRegistered(SchemaEntry entry) => new(entry.Key.Subject, entry.Key.Version, entry.Id, Parse(entry));

    private List<IncompatibilityReason> ReasonsHoldingGate(string subject, AvroSchema schema)
    {
        var reasons = new List<IncompatibilityReason>();
        var level = _state.Level(subject);
        var versions = _state.Versions(subject);
        if (level == CompatibilityLevel.None || versions.Count == 0)
        {
            return reasons;
        }

        foreach (var old in CompatibilityLevels.IsTransitive(level) ? versions : [versions[^1]])
        {
            AddReasons(reasons, level, old, schema);
        }

        return reasons;
    }

    private void AddReasons(List<IncompatibilityReason> reasons, CompatibilityLevel level, SchemaEntry entry, AvroSchema schema)
    {
        var old = Parse(entry);
        if (CompatibilityLevels.NeedsBackward(level))
        {
            reasons.AddRange(
                SchemaCompatibility
                    .CheckBackward(schema, old)
                    .Select(r => new IncompatibilityReason(entry.Key.Version, true, r.Path, r.Reason))
            );
        }

        if (CompatibilityLevels.NeedsForward(level))
        {
            reasons.AddRange(
                SchemaCompatibility
                    .CheckBackward(old, schema)
                    .Select(r => new IncompatibilityReason(entry.Key.Version, false, r.Path, r.Reason))
            );
        }
    }

    /// <summary>The schema of a record, parsed once per id. The caller holds the gate.</summary>
    private AvroSchema Parse(SchemaEntry entry)
    {
        if (_parsed.TryGetValue(entry.Id, out var schema))
        {
            return schema;
        }

        if (entry.Type != SchemaRecordCodec.AvroType || entry.HasReferences)
        {
            throw new SchemaRegistryException(
                FormattableString.Invariant($"schema id {entry.Id} (subject {entry.Key.Subject} version {entry.Key.Version}) is ")
                    + (entry.HasReferences ? "made of references to other schemas" : $"of type {entry.Type}, not AVRO")
                    + "; this registry reads self-contained Avro schemas only"
            );
        }

        return _parsed[entry.Id] = ParseText(entry);
    }

    private AvroSchema ParseText(SchemaEntry entry)
    {
        try
        {
            return AvroSchema.Parse(entry.Text);
        }
        catch (AvroSchemaException e)
        {
            throw new SchemaRegistryException(
                FormattableString.Invariant(
                    $"schema id {entry.Id} (subject {entry.Key.Subject} version {entry.Key.Version}, {_log.Name}) is not valid Avro: {e.Message}"
                ),
                e
            );
        }
    }
}
