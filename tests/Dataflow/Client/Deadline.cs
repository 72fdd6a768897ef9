using System.Diagnostics;

namespace NbaPipeline.Dataflow.Tests.Client;

/// <summary>The end of a bounded wait.</summary>
internal readonly struct Deadline(long started, int timeoutMs)
{
    public static Deadline After(int timeoutMs) => new(Stopwatch.GetTimestamp(), timeoutMs);

    public double ElapsedMs => Stopwatch.GetElapsedTime(started).TotalMilliseconds;

    public void Check(Func<string> state)
    {
        if (ElapsedMs > timeoutMs)
            throw new TimeoutException($"Not within {timeoutMs} ms; {state()}");
    }
}
