using NbaPipeline.Avro;

namespace NbaPipeline.SchemaRegistry;

public abstract partial class LogBackedSchemaRegistry
{
    private const int MaxSubjectChars = 255;
    private const int MaxSchemaBytes = 768 * 1024;

    /// <inheritdoc/>
    public int Register(string subject, AvroSchema schema)
    {
        RequireSubject(subject);
        var text = schema.ToString();
        var identity = SchemaIdentity.Of(text);
        lock (_gate)
        {
            if (_loaded && !_state.HasDisputes && _state.Find(subject, identity) is { } known)
            {
                return known.Id;
            }
        }

        RequireSize(subject, text);
        lock (_io)
        {
            for (var attempt = 0; attempt < _maxAttempts; attempt++)
            {
                if (TryRegister(subject, schema, text, identity, attempt) is { } id)
                {
                    return id;
                }
            }
        }

        throw new SchemaRegistryException(
            FormattableString.Invariant(
                $"subject {subject}: lost the race for the next version or id {_maxAttempts} times on {_log.Name}. "
            ) + "Very many processes are registering different schemas at once; try again."
        );
    }

    /// <inheritdoc/>
    public void SetCompatibility(string? subject, CompatibilityLevel level)
    {
        if (subject is not null)
        {
            RequireSubject(subject);
        }

        var value = SchemaRecordCodec.ConfigValueBytes(level);
        lock (_io)
        {
            RefreshHoldingIo();
            _log.Append(SchemaRecordCodec.ConfigKeyBytes(subject), value);
            RefreshHoldingIo();
        }
    }

    /// <summary>One round: read, mend, look, check, append, read back. Null when the round was lost.</summary>
    private int? TryRegister(string subject, AvroSchema schema, string text, string identity, int attempt)
    {
        RefreshHoldingIo();
        Mend();
        SchemaKey key;
        int id;
        lock (_gate)
        {
            if (_state.Find(subject, identity) is { } known)
            {
                return known.Id;
            }

            Refuse(subject, schema);
            (key, id) = _state.Propose(subject, identity);
        }

        _log.Append(SchemaRecordCodec.SchemaKeyBytes(key), SchemaRecordCodec.SchemaValueBytes(key, id, text));
        RefreshHoldingIo();
        lock (_gate)
        {
            if (!_state.HasDisputes && _state.Find(subject, identity) is { } accepted)
            {
                RegistryLog.Registered(_logger, accepted.Key.Subject, accepted.Key.Version, accepted.Id);
                return accepted.Id;
            }
        }

        RegistryLog.Lost(_logger, subject, key.Version, id, attempt + 1);
        return null;
    }

    /// <summary>Makes the last record of every disputed key what the key stands for, and reads that back.</summary>
    private void Mend()
    {
        IReadOnlyList<(byte[] Key, byte[] Value)> records;
        lock (_gate)
        {
            if (!_state.HasDisputes)
            {
                return;
            }

            records = _state.Mending();
        }

        foreach (var (key, value) in records)
        {
            _log.Append(key, value);
        }

        RegistryLog.Mended(_logger, _log.Name, records.Count);
        RefreshHoldingIo();
    }

    /// <summary>Throws if the subject's level does not let the schema in. The caller holds the gate.</summary>
    private void Refuse(string subject, AvroSchema schema)
    {
        var reasons = ReasonsHoldingGate(subject, schema);
        if (reasons.Count > 0)
        {
            throw new IncompatibleSchemaException(subject, _state.Level(subject), reasons);
        }
    }

    private static void RequireSubject(string subject)
    {
        if (subject.Length is 0 or > MaxSubjectChars || subject.Any(c => char.IsControl(c) || char.IsSurrogate(c)))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"'{subject}' is not a subject: 1 to {MaxSubjectChars} characters, no control characters"),
                nameof(subject)
            );
        }
    }

    private static void RequireSize(string subject, string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetByteCount(text);
        if (bytes > MaxSchemaBytes)
        {
            throw new SchemaRegistryException(
                FormattableString.Invariant(
                    $"subject {subject}: the schema has {bytes} bytes, at most {MaxSchemaBytes} are allowed; split it"
                )
            );
        }
    }
}
