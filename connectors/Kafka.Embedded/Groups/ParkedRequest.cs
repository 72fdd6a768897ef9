namespace NbaPipeline.Kafka.Embedded.Groups;

/// <summary>A JoinGroup or SyncGroup whose answer depends on others. Answered exactly once, under the group's lock; who awaits it goes on elsewhere.</summary>
internal sealed class ParkedRequest<TResponse>(short apiVersion)
{
    private readonly TaskCompletionSource<TResponse> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public short ApiVersion { get; } = apiVersion;

    public Task<TResponse> Answer => _answer.Task;

    public void Complete(TResponse response) => _answer.TrySetResult(response);

    /// <summary>The broker stops: the connection is closed instead of answered, so that the client tries again elsewhere or later.</summary>
    public void Abandon() => _answer.TrySetCanceled(CancellationToken.None);
}
