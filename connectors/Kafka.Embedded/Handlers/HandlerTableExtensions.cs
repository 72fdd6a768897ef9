using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Network;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>Adds handlers in the three shapes that the behaviour of an API comes in.</summary>
internal static class HandlerTableExtensions
{
    /// <summary>An API that answers at once.</summary>
    public static void Add<TRequest>(this HandlerTable table, ApiKey key, Func<TRequest, RequestContext, IMessage> answer)
        where TRequest : IMessage, new() =>
        table.Add(key, new MessageHandler<TRequest>((r, c) => ValueTask.FromResult(answer(r, c)), parks: false));

    /// <summary>An API that waits for the disk.</summary>
    public static void Add<TRequest, TResponse>(this HandlerTable table, ApiKey key, Func<TRequest, RequestContext, Task<TResponse>> answer)
        where TRequest : IMessage, new()
        where TResponse : IMessage => table.Add(key, new MessageHandler<TRequest>(async (r, c) => await answer(r, c), parks: false));

    /// <summary>An API that waits for other clients.</summary>
    public static void AddParking<TRequest, TResponse>(
        this HandlerTable table,
        ApiKey key,
        Func<TRequest, RequestContext, Task<TResponse>> answer
    )
        where TRequest : IMessage, new()
        where TResponse : IMessage => table.Add(key, new MessageHandler<TRequest>(async (r, c) => await answer(r, c), parks: true));
}
