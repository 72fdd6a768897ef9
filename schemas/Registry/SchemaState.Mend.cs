namespace NbaPipeline.SchemaRegistry;

internal sealed partial class SchemaState
{
    /// <summary>
    /// The records to append so that the last record of every key is what the key stands for: the accepted one again, or, where only a
    /// record that lost its id has the key, its schema with a free id. Appending them twice does no harm.
    /// </summary>
    public IReadOnlyList<(byte[] Key, byte[] Value)> Mending()
    {
        var records = new List<(byte[], byte[])>(_disputed.Count);
        var fresh = _maxId;
        foreach (var (key, lost) in _disputed.OrderBy(d => d.Key.Subject, StringComparer.Ordinal).ThenBy(d => d.Key.Version))
        {
            if (At(key) is { } accepted)
            {
                records.Add((accepted.RawKey, SchemaRecordCodec.Restate(accepted.RawValue, accepted.Id, accepted.Deleted)));
            }
            else if (lost is not null)
            {
                var id = _idByIdentity.TryGetValue(lost.Identity, out var known) ? known : checked(++fresh);
                records.Add((lost.RawKey, SchemaRecordCodec.Restate(lost.RawValue, id, lost.Deleted)));
            }
        }

        return records;
    }
}
