using System.Globalization;

namespace NbaPipeline.SchemaRegistry;

/// <summary>
/// What the records of the log mean: a fold in offset order. Every process that has read the same records has the same state; the record
/// with the lowest offset wins its version and its id. Not thread-safe; the owner locks.
/// </summary>
internal sealed partial class SchemaState
{
    private readonly Dictionary<string, SortedDictionary<int, SchemaEntry>> _subjects = new(StringComparer.Ordinal);
    private readonly Dictionary<int, SchemaEntry> _byId = [];
    private readonly Dictionary<string, int> _idByIdentity = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CompatibilityLevel> _levels = new(StringComparer.Ordinal);
    private readonly Dictionary<SchemaKey, SchemaEntry?> _disputed = [];
    private CompatibilityLevel? _globalLevel;
    private int _maxId;

    /// <summary>The offset after the last record seen.</summary>
    public long NextOffset { get; set; }

    /// <summary>Records that could not be read and were skipped.</summary>
    public int SkippedRecords { get; private set; }

    /// <summary>Why the last of them was skipped, with its offset.</summary>
    public string? LastSkipped { get; private set; }

    /// <summary>Some key's last record is not what the key stands for; see <see cref="Mending"/>.</summary>
    public bool HasDisputes => _disputed.Count > 0;

    public IReadOnlyList<string> Subjects =>
        _subjects.Where(s => s.Value.Values.Any(v => !v.Deleted)).Select(s => s.Key).Order(StringComparer.Ordinal).ToArray();

    /// <summary>The versions of a subject that are not deleted, ascending.</summary>
    public IReadOnlyList<SchemaEntry> Versions(string subject) =>
        _subjects.TryGetValue(subject, out var versions) ? versions.Values.Where(v => !v.Deleted).ToArray() : [];

    public SchemaEntry? ById(int id) => _byId.GetValueOrDefault(id);

    public SchemaEntry? Find(string subject, string identity) => Versions(subject).FirstOrDefault(v => v.Identity == identity);

    public CompatibilityLevel Level(string subject) =>
        _levels.TryGetValue(subject, out var level) ? level : _globalLevel ?? CompatibilityLevel.Backward;

    /// <summary>The version and id that a new schema of a subject would get.</summary>
    /// <exception cref="SchemaRegistryException">The ids of the log are used up.</exception>
    public (SchemaKey Key, int Id) Propose(string subject, string identity)
    {
        var highest = _subjects.TryGetValue(subject, out var versions) && versions.Count > 0 ? versions.Keys.Last() : 0;
        if (highest == int.MaxValue)
        {
            throw new SchemaRegistryException($"subject {subject} has version {highest}; there is no higher one");
        }

        return (new SchemaKey(subject, highest + 1), IdFor(identity));
    }

    private int IdFor(string identity)
    {
        if (_idByIdentity.TryGetValue(identity, out var known))
        {
            return known;
        }

        return _maxId < int.MaxValue
            ? _maxId + 1
            : throw new SchemaRegistryException(
                string.Create(CultureInfo.InvariantCulture, $"schema id {_maxId} is taken; there is no higher one")
            );
    }
}
