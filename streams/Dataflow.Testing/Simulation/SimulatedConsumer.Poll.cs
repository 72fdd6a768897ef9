using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Testing.Simulation;

internal sealed partial class SimulatedConsumer
{
    private int Read(TopicPartition at, Position position, Span<ClientMessage> into, int count, int limit)
    {
        var log = cluster.Records(at.Topic, at.Partition);
        var stable = cluster.LastStableOffset(at);
        while (position.Next < stable && count < limit)
        {
            var record = log[(int)position.Next];
            if (record.IsVisible)
            {
                _outstanding.Add(_nextHandle, record);
                into[count++] = record.ToMessage(_nextHandle++, TopicIndex(at.Topic), at.Partition, position.Next);
            }
            position.Next++;
        }
        if (position.Next == stable && position.EndReportedAt != stable && count < limit)
        {
            position.EndReportedAt = stable;
            into[count++] = new ClientMessage
            {
                Kind = ClientMessageKind.EndOfPartition,
                TopicIndex = TopicIndex(at.Topic),
                Partition = at.Partition,
                Offset = stable,
            };
        }
        return count;
    }

    private void Rebalance()
    {
        if (_listener is null || _closed)
        {
            return;
        }
        if (IsFenced)
        {
            throw new ClientException(ClientErrorKind.Fenced, 0, $"Member {InstanceId} was replaced by another.");
        }
        if (IsExpired)
        {
            IsExpired = false;
            var lost = Owned.OrderBy(p => p.ToString(), StringComparer.Ordinal).ToList();
            Owned.Clear();
            _listener.OnLost(lost);
        }
        var group = cluster.Group(GroupId);
        var target = group.Target(this);
        var revoked = Owned.Where(p => !target.Contains(p)).OrderBy(p => p.ToString(), StringComparer.Ordinal).ToList();
        if (revoked.Count > 0)
        {
            _listener.OnRevoked(revoked);
            Owned.ExceptWith(revoked);
        }
        var assigned = target
            .Where(p => !Owned.Contains(p) && !group.IsOwnedByOther(this, p))
            .OrderBy(p => p.ToString(), StringComparer.Ordinal)
            .ToList();
        if (assigned.Count > 0)
        {
            Owned.UnionWith(assigned);
            _listener.OnAssigned(assigned);
        }
    }
}
