using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>DescribeCluster and FindCoordinator (spec section 6): the answer is always this node.</summary>
internal sealed class ClusterHandlers(BrokerIdentity broker)
{
    private const sbyte BrokerEndpoints = 1;
    private const sbyte TransactionKeys = 1;
    private const short FirstVersionWithBatches = 4;

    public IMessage Describe(DescribeClusterRequest request, RequestContext context)
    {
        var answer = new DescribeClusterResponse { EndpointType = BrokerEndpoints };
        if (context.ApiVersion >= 1 && request.EndpointType != BrokerEndpoints)
        {
            answer.ErrorCode = (short)ErrorCode.UnsupportedEndpointType;
            answer.ErrorMessage = $"endpoint type {request.EndpointType} is unknown to a broker";
            return answer;
        }
        answer.ClusterId = broker.ClusterId;
        answer.ControllerId = broker.NodeId;
        answer.ClusterAuthorizedOperations = request.IncludeClusterAuthorizedOperations ? AuthorizedOperations.Cluster : int.MinValue;
        answer.Brokers.Add(
            new()
            {
                BrokerId = broker.NodeId,
                Host = broker.Host,
                Port = broker.Port,
            }
        );
        return answer;
    }

    public IMessage FindCoordinator(FindCoordinatorRequest request, RequestContext context)
    {
        var known = request.KeyType is >= 0 and <= TransactionKeys;
        var error = (short)(known ? ErrorCode.None : ErrorCode.InvalidRequest);
        var message = known ? null : $"coordinator type {request.KeyType} is unknown";
        var (node, host, port) = known ? (broker.NodeId, broker.Host, broker.Port) : (-1, "", -1);
        var answer = new FindCoordinatorResponse();
        if (context.ApiVersion < FirstVersionWithBatches)
        {
            (answer.ErrorCode, answer.ErrorMessage) = (error, message);
            (answer.NodeId, answer.Host, answer.Port) = (node, host, port);
            return answer;
        }
        foreach (var key in request.CoordinatorKeys)
        {
            answer.Coordinators.Add(
                new()
                {
                    Key = key,
                    NodeId = node,
                    Host = host,
                    Port = port,
                    ErrorCode = error,
                    ErrorMessage = message,
                }
            );
        }
        return answer;
    }
}
