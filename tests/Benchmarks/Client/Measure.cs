using System.Diagnostics;
using System.Globalization;

namespace NbaPipeline.Benchmarks.Client;

/// <summary>Time, processor time and managed bytes of a stretch of work on this thread.</summary>
internal readonly record struct Measure(long Started, TimeSpan Cpu, long ThreadNs, long Bytes)
{
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(Started);

    public static Measure Start() =>
        new(
            Stopwatch.GetTimestamp(),
            Process.GetCurrentProcess().TotalProcessorTime,
            ThreadCpuNs(),
            GC.GetAllocatedBytesForCurrentThread()
        );

    public void Print(string what, int records)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread() - Bytes;
        var thread = ThreadCpuNs() - ThreadNs;
        var wall = Elapsed;
        var cpu = Process.GetCurrentProcess().TotalProcessorTime - Cpu;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: {records} records, {records / wall.TotalSeconds:F0} rec/s wall, {(double)thread / records:F0} ns CPU/rec on the calling thread, "
                    + $"{cpu.TotalMicroseconds / records:F2} us CPU/rec of the process, {(double)bytes / records:F3} B/rec"
            )
        );
    }

    /// <summary>Processor time of the calling thread; 0 where the system does not tell.</summary>
    private static long ThreadCpuNs()
    {
        const string Source = "/proc/thread-self/schedstat";
        return File.Exists(Source) ? long.Parse(File.ReadAllText(Source).Split(' ')[0], CultureInfo.InvariantCulture) : 0;
    }
}
