namespace NbaPipeline.SchemaRegistry;

internal sealed partial class SchemaState
{
    /// <summary>Takes the next record of the log in.</summary>
    public void Apply(in SchemaLogEntry entry)
    {
        NextOffset = entry.Offset + 1;
        switch (SchemaRecordCodec.Decode(entry.Key, entry.Value))
        {
            case SchemaLogRecord.Schema schema:
                Apply(schema.Entry);
                break;
            case SchemaLogRecord.Tombstone tombstone:
                Remove(tombstone.Key);
                break;
            case SchemaLogRecord.Config config:
                SetLevel(config);
                break;
            case SchemaLogRecord.DeleteSubject delete:
                SoftDelete(delete);
                break;
            case SchemaLogRecord.Unreadable unreadable:
                SkippedRecords++;
                LastSkipped = FormattableString.Invariant($"offset {entry.Offset}: {unreadable.Reason}");
                break;
            default:
                break;
        }
    }

    private void Apply(SchemaEntry entry)
    {
        var current = At(entry.Key);
        if (current is not null)
        {
            if (current.IsSameAs(entry))
            {
                Accept(current with { Deleted = entry.Deleted }); // a repeat; the first text stays
            }
            else
            {
                _disputed[entry.Key] = null; // the version is taken: what it holds must be the last word
            }
        }
        else if (_byId.TryGetValue(entry.Id, out var holder) && holder.Identity != entry.Identity)
        {
            _disputed[entry.Key] = entry; // the id is taken: the version needs another
        }
        else
        {
            Accept(entry);
        }
    }

    private void Accept(SchemaEntry entry)
    {
        if (!_subjects.TryGetValue(entry.Key.Subject, out var versions))
        {
            versions = [];
            _subjects.Add(entry.Key.Subject, versions);
        }

        versions[entry.Key.Version] = entry;
        _byId.TryAdd(entry.Id, entry);
        _idByIdentity.TryAdd(entry.Identity, entry.Id);
        _maxId = Math.Max(_maxId, entry.Id);
        _disputed.Remove(entry.Key);
    }

    /// <summary>A version goes for good only after its soft deletion. Its id stays: data with it may still be there.</summary>
    private void Remove(SchemaKey key)
    {
        var current = At(key);
        if (current is { Deleted: false })
        {
            _disputed[key] = null;
            return;
        }

        _disputed.Remove(key);
        if (current is not null)
        {
            _subjects[key.Subject].Remove(key.Version);
        }
    }

    private void SetLevel(SchemaLogRecord.Config config)
    {
        if (config.Subject is null)
        {
            _globalLevel = config.Level;
        }
        else if (config.Level is { } level)
        {
            _levels[config.Subject] = level;
        }
        else
        {
            _levels.Remove(config.Subject);
        }
    }

    private void SoftDelete(SchemaLogRecord.DeleteSubject delete)
    {
        if (!_subjects.TryGetValue(delete.Subject, out var versions))
        {
            return;
        }

        foreach (var version in versions.Keys.Where(v => v <= delete.UpToVersion).ToArray())
        {
            versions[version] = versions[version] with { Deleted = true };
        }
    }

    private SchemaEntry? At(SchemaKey key) =>
        _subjects.TryGetValue(key.Subject, out var versions) ? versions.GetValueOrDefault(key.Version) : null;
}
