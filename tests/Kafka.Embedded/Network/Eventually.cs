using System.Diagnostics;

namespace NbaPipeline.Kafka.Embedded.Tests.Network;

/// <summary>Looks again and again for a condition that another thread brings about, up to a deadline.</summary>
internal static class Eventually
{
    public static async Task ShouldHoldAsync(Func<bool> condition, string what)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), what);
            await looks.WaitForNextTickAsync();
        }
    }
}
