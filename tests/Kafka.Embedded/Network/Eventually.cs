using System.Diagnostics;

namespace NbaPipeline.Kafka.Embedded.Tests.Network;

/// <summary>Waits for a condition with a deadline.</summary>
internal static class Eventually
{
    public static async Task ShouldHoldAsync(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), what);
            await Task.Delay(5);
        }
    }
}
