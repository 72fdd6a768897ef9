using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Conformance.Tests.Differential;

/// <summary>One of the brokers that the same steps are taken on, and what its clients would remember of its answers.</summary>
internal sealed class Peer(string name, string bootstrap, string prefix) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    private readonly RawClient _client = new(
        bootstrap.Split(':')[0],
        int.Parse(bootstrap.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)
    );

    public string Name => name;

    public string Prefix => prefix;

    public Names Names { get; } = new();

    public Dictionary<string, ProducerMemory> Producers { get; } = [];

    public Dictionary<string, MemberMemory> Members { get; } = [];

    public RawClient Client => _client;

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    public ProducerMemory Producer(string logical) =>
        Producers.TryGetValue(logical, out var memory) ? memory : Producers[logical] = new ProducerMemory();

    public MemberMemory Member(string logical) =>
        Members.TryGetValue(logical, out var memory) ? memory : Members[logical] = new MemberMemory();

    /// <summary>Sends a request; null when the broker closed the connection.</summary>
    public Task<IMessage?> AskAsync(short version, IMessage request) => _client.AskAsync(KeyOf(request), version, request);

    /// <summary>Sends a request that must have an answer of its type.</summary>
    public async Task<TResponse> AskAsync<TResponse>(short version, IMessage request)
        where TResponse : class, IMessage =>
        await AskAsync(version, request) as TResponse
        ?? throw new InvalidOperationException($"{Name} closed the connection on {request.GetType().Name} {version}.");

    /// <summary>Sends a request and gives the comparable text of the answer.</summary>
    public async Task<string> TextAsync(short version, IMessage request, params string[] without) =>
        MessageText.Of(await AskAsync(version, request), Names, without);

    /// <summary>Waits until the coordinators of these groups and transactional ids serve: Apache Kafka makes their topics at the first question.</summary>
    public async Task WarmAsync(IEnumerable<string> groups, IEnumerable<string> transactionalIds)
    {
        foreach (var group in groups)
        {
            await UntilAsync($"the coordinator of {group}", () => HasCoordinatorAsync(group, 0));
            var request = new OffsetFetchRequest { Groups = [new() { GroupId = group }] };
            await UntilAsync(
                $"{group} to be served",
                async () => (await AskAsync<OffsetFetchResponse>(8, request)).Groups[0].ErrorCode == 0
            );
        }
        foreach (var id in transactionalIds)
        {
            await UntilAsync($"the coordinator of {id}", () => HasCoordinatorAsync(id, 1));
            var request = new DescribeTransactionsRequest { TransactionalIds = [id] };
            await UntilAsync(
                $"{id} to be served",
                async () =>
                    (await AskAsync<DescribeTransactionsResponse>(0, request)).TransactionStates[0].ErrorCode
                    == (short)ErrorCode.TransactionalIdNotFound
            );
        }
    }

    private async Task<bool> HasCoordinatorAsync(string key, sbyte type) =>
        (await AskAsync<FindCoordinatorResponse>(2, new FindCoordinatorRequest { Key = key, KeyType = type })).ErrorCode == 0;

    /// <summary>The id by which this broker knows a topic; zeros when it does not.</summary>
    public async Task<Guid> TopicIdAsync(string topic)
    {
        var answer = await AskAsync<MetadataResponse>(
            12,
            new MetadataRequest { Topics = [new() { Name = topic }], AllowAutoTopicCreation = false }
        );
        return answer.Topics.Single().TopicId;
    }

    /// <summary>Waits until the broker has carried out what it has answered: Apache Kafka does some things a little later.</summary>
    public async Task UntilAsync(string what, Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (!await condition())
            {
                await timer.WaitForNextTickAsync(patience.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{Name}: waited {Patience.TotalSeconds} s in vain for {what}.");
        }
    }

    private static ApiKey KeyOf(IMessage request) => Enum.Parse<ApiKey>(request.GetType().Name[..^"Request".Length]);
}
