using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Network;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>Serves an API whose answer is a message: reads the request, asks <paramref name="answer"/>, writes what it gives.</summary>
/// <param name="answer">The behaviour of the API.</param>
/// <param name="parks">It waits for other clients, so the connection must notice when this one goes, and end when the broker stops.</param>
internal sealed class MessageHandler<TRequest>(Func<TRequest, RequestContext, ValueTask<IMessage>> answer, bool parks) : IRequestHandler
    where TRequest : IMessage, new()
{
    public async ValueTask HandleAsync(Request request)
    {
        var message = request.Read<TRequest>();
        var answered = answer(message, request.Context);
        var response =
            parks && !answered.IsCompleted ? await request.Connection.ParkAsync(answered.AsTask(), ConnectionPhase.Parked) : await answered;
        await request.RespondAsync(response);
    }
}
