using System.Text;

namespace NbaPipeline.Dataflow;

/// <summary>Headers of a record in order; a name may occur more than once. Not safe for concurrent use.</summary>
public sealed class RecordHeaders
{
    private readonly List<KeyValuePair<string, byte[]?>> _entries = [];

    /// <summary>Number of headers.</summary>
    public int Count => _entries.Count;

    /// <summary>The header at a position.</summary>
    public KeyValuePair<string, byte[]?> this[int index] => _entries[index];

    /// <summary>Appends a header; returns this for chaining.</summary>
    public RecordHeaders Add(string name, byte[]? value)
    {
        _entries.Add(new(name, value));
        return this;
    }

    /// <summary>Appends a header with a UTF-8 text value; returns this for chaining.</summary>
    public RecordHeaders Add(string name, string value) => Add(name, Encoding.UTF8.GetBytes(value));

    /// <summary>Removes all headers of the name and appends this one.</summary>
    public RecordHeaders Set(string name, string value)
    {
        _entries.RemoveAll(e => e.Key == name);
        return Add(name, value);
    }

    /// <summary>The value of the last header of that name.</summary>
    public bool TryGet(string name, out byte[]? value)
    {
        for (var i = _entries.Count - 1; i >= 0; i--)
        {
            if (_entries[i].Key == name)
            {
                value = _entries[i].Value;
                return true;
            }
        }
        value = null;
        return false;
    }

    /// <summary>The last value of that name as UTF-8 text, null when absent.</summary>
    public string? Text(string name) => TryGet(name, out var value) && value is not null ? Encoding.UTF8.GetString(value) : null;

    internal void Clear() => _entries.Clear();
}
