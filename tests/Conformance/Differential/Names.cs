using System.Globalization;

namespace NbaPipeline.Conformance.Tests.Differential;

/// <summary>
/// Names for what each broker numbers as it likes: the first producer id, member id or topic id seen is called 1 and so on. When two brokers do
/// the same, the names agree.
/// </summary>
internal sealed class Names
{
    private readonly Dictionary<object, string> _known = [];
    private readonly Dictionary<string, int> _counts = [];

    public string Producer(long id) => id < 0 ? id.ToString(CultureInfo.InvariantCulture) : Of("P", id);

    public string Member(string id) => id.Length == 0 ? "''" : Of("M", id);

    public string Topic(Guid id) => id == Guid.Empty ? "none" : Of("T", id);

    private string Of(string kind, object what)
    {
        if (!_known.TryGetValue((kind, what), out var name))
        {
            _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
            name = string.Create(CultureInfo.InvariantCulture, $"{kind}{_counts[kind]}");
            _known[(kind, what)] = name;
        }
        return name;
    }
}
