using NbaPipeline.Cli.Run;

namespace NbaPipeline.Cli.Tests;

internal sealed class FakeScreen : IRunScreen
{
    public List<string> Said { get; } = [];

    public List<IReadOnlyList<StageRow>> Updates { get; } = [];

    public Action? OnUpdate { get; set; }

    public void Say(string line) => Said.Add(line);

    public void Update(IReadOnlyList<StageRow> stages, ReplayProgress replay)
    {
        Updates.Add(stages);
        OnUpdate?.Invoke();
    }

    public void Close() { }
}
