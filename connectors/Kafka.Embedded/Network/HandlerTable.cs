using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Network;

/// <summary>Which APIs this broker serves, in which versions, and by whom. Filled before the broker listens, then only read.</summary>
internal sealed class HandlerTable
{
    private readonly IRequestHandler?[] _handlers = new IRequestHandler?[(int)ApiKey.ListTransactions + 1];

    /// <summary>The ranges to advertise, sorted by key: exactly those that are served.</summary>
    public IEnumerable<ApiVersionRange> Served => ApiVersionTable.All.Where(r => _handlers[(int)r.Key] is not null).OrderBy(r => r.Key);

    public void Add(ApiKey key, IRequestHandler handler) => _handlers[(int)key] = handler;

    /// <summary>Finds who serves a key that came over the wire.</summary>
    public bool TryGet(short key, out IRequestHandler handler, out ApiVersionRange range)
    {
        var found = (uint)key < (uint)_handlers.Length ? _handlers[key] : null;
        handler = found!;
        range = default;
        return found is not null && ApiVersionTable.TryGet(key, out range);
    }
}
