namespace NbaPipeline.SchemaRegistry.Tests;

/// <summary>
/// Runs several workers as if they were processes, one step at a time: a worker stops at every call it makes to the log, and the schedule says
/// who goes on. The same choices give the same run.
/// </summary>
internal sealed class StepScheduler : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly List<Worker> _workers = [];
    private readonly SemaphoreSlim _parked = new(0);

    /// <summary>Adds a worker; its log calls <paramref name="body"/>'s argument before each step.</summary>
    public void Add(Action<Action> body)
    {
        var worker = new Worker(_parked);
        worker.Thread = new Thread(() => worker.Run(body)) { IsBackground = true };
        _workers.Add(worker);
    }

    /// <summary>Runs all to their end. <paramref name="choose"/> gets the number of workers that could go on and picks one of them.</summary>
    public void Run(Func<int, int> choose)
    {
        foreach (var worker in _workers)
        {
            worker.Thread!.Start();
            AwaitParked();
        }

        for (var ready = Ready(); ready.Length > 0; ready = Ready())
        {
            ready[choose(ready.Length)].Go.Release();
            AwaitParked();
        }
    }

    public void Dispose()
    {
        _parked.Dispose();
        _workers.ForEach(w => w.Dispose());
    }

    private Worker[] Ready() => _workers.Where(w => !w.Done).ToArray();

    private void AwaitParked() => _parked.Wait(Deadline).ShouldBeTrue("a worker neither reached its next step nor ended");

    private sealed class Worker(SemaphoreSlim parked) : IDisposable
    {
        public SemaphoreSlim Go { get; } = new(0);

        public Thread? Thread { get; set; }

        public volatile bool Done;

        public void Run(Action<Action> body)
        {
            body(Step);
            Done = true;
            parked.Release();
        }

        public void Dispose()
        {
            Thread!.Join(Deadline);
            Go.Dispose();
        }

        private void Step()
        {
            parked.Release();
            Go.Wait();
        }
    }
}
