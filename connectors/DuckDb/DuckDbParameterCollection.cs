using System.Collections;
using System.Data.Common;

namespace NbaPipeline.DuckDb;

/// <summary>The parameters of a command, in order.</summary>
public sealed class DuckDbParameterCollection : DbParameterCollection, IReadOnlyList<DuckDbParameter>
{
    private readonly List<DuckDbParameter> _items = [];

    /// <inheritdoc cref="DbParameterCollection.Count"/>
    public override int Count => _items.Count;

    /// <inheritdoc/>
    public override object SyncRoot => ((ICollection)_items).SyncRoot;

    /// <inheritdoc cref="IReadOnlyList{T}.this"/>
    public new DuckDbParameter this[int index] => _items[index];

    /// <summary>Adds a parameter by position.</summary>
    public DuckDbParameter AddValue(object? value) => Add(new DuckDbParameter(value));

    /// <summary>Adds a parameter by name.</summary>
    public DuckDbParameter AddValue(string name, object? value) => Add(new DuckDbParameter(name, value));

    /// <summary>Adds a parameter.</summary>
    public DuckDbParameter Add(DuckDbParameter parameter)
    {
        _items.Add(parameter);
        return parameter;
    }

    /// <summary>Adds a parameter, or a value by position.</summary>
    public override int Add(object value)
    {
        _items.Add(Cast(value));
        return _items.Count - 1;
    }

    /// <inheritdoc/>
    public override void AddRange(Array values)
    {
        foreach (var value in values)
        {
            Add(value!);
        }
    }

    /// <inheritdoc/>
    public override void Clear() => _items.Clear();

    /// <inheritdoc/>
    public override bool Contains(object value) => IndexOf(value) >= 0;

    /// <inheritdoc/>
    public override bool Contains(string value) => IndexOf(value) >= 0;

    /// <inheritdoc/>
    public override void CopyTo(Array array, int index) => ((ICollection)_items).CopyTo(array, index);

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => _items.GetEnumerator();

    IEnumerator<DuckDbParameter> IEnumerable<DuckDbParameter>.GetEnumerator() => _items.GetEnumerator();

    /// <inheritdoc/>
    public override int IndexOf(object value) => value is DuckDbParameter parameter ? _items.IndexOf(parameter) : -1;

    /// <inheritdoc/>
    public override int IndexOf(string parameterName)
    {
        var name = parameterName.TrimStart('$', '@', ':');
        return _items.FindIndex(item => string.Equals(item.ParameterName, name, StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public override void Insert(int index, object value) => _items.Insert(index, Cast(value));

    /// <inheritdoc/>
    public override void Remove(object value) => _items.Remove(Cast(value));

    /// <inheritdoc/>
    public override void RemoveAt(int index) => _items.RemoveAt(index);

    /// <inheritdoc/>
    public override void RemoveAt(string parameterName) => _items.RemoveAt(Find(parameterName));

    /// <inheritdoc/>
    protected override DbParameter GetParameter(int index) => _items[index];

    /// <inheritdoc/>
    protected override DbParameter GetParameter(string parameterName) => _items[Find(parameterName)];

    /// <inheritdoc/>
    protected override void SetParameter(int index, DbParameter value) => _items[index] = Cast(value);

    /// <inheritdoc/>
    protected override void SetParameter(string parameterName, DbParameter value) => _items[Find(parameterName)] = Cast(value);

    private static DuckDbParameter Cast(object value) => value as DuckDbParameter ?? new DuckDbParameter(value);

    private int Find(string name)
    {
        var index = IndexOf(name);
        return index >= 0
            ? index
            : throw new ArgumentException($"There is no parameter '{name}' among the {Count} of the command.", nameof(name));
    }
}
