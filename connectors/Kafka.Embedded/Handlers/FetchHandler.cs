using NbaPipeline.Kafka.Embedded.Network;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Topics;

namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>Fetch (spec section 16): answers at once when there is enough, otherwise parks until there is or the time is over.</summary>
internal sealed class FetchHandler(TopicCatalogue topics, TimeProvider time) : IRequestHandler
{
    public async ValueTask HandleAsync(Request request)
    {
        var startedAt = time.GetTimestamp();
        var fetch = request.Read<FetchRequest>();
        if (fetch.SessionId != 0)
        {
            // Left from another broker on the same port; sessions are never made here.
            await request.RespondAsync(new FetchResponse { ErrorCode = (short)ErrorCode.FetchSessionIdNotFound });
            return;
        }
        using var job = new FetchJob(fetch, request.Header.Version, topics);
        job.Plan();
        if (job.MissingBytes > 0 && fetch.MaxWaitMs > 0)
        {
            await ParkAsync(job, request.Connection, startedAt, fetch.MaxWaitMs);
        }
        await FetchAnswer.SendAsync(job, request);
    }

    private async ValueTask ParkAsync(FetchJob job, Connection connection, long startedAt, int maxWaitMs)
    {
        using var waiter = new FetchWaiter(time, TimeSpan.FromMilliseconds(maxWaitMs) - time.GetElapsedTime(startedAt));
        await using var closed = connection.Closed.UnsafeRegister(static w => ((FetchWaiter)w!).Signal(), waiter);
        await using var stopping = connection.Stopping.UnsafeRegister(static w => ((FetchWaiter)w!).Signal(), waiter);
        job.ListenFor(waiter);
        connection.Park(ConnectionPhase.Waiting);
        try
        {
            while (true)
            {
                // Each round plans first: what came between the former plan and the listening would be missed otherwise.
                waiter.Arm();
                connection.Closed.ThrowIfCancellationRequested();
                var isLast = waiter.TimeIsOver || connection.Stopping.IsCancellationRequested;
                job.Plan();
                if (isLast || job.MissingBytes <= 0)
                {
                    return;
                }
                job.Release();
                waiter.Need(job.MissingBytes);
                await waiter.Signalled;
            }
        }
        finally
        {
            job.StopListening();
            connection.Unpark();
        }
    }
}
