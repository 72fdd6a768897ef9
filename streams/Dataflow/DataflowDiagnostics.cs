using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace NbaPipeline.Dataflow;

/// <summary>The one activity source and the one meter of the engine; docs/telemetry.md lists what they carry.</summary>
public static class DataflowDiagnostics
{
    public const string ActivitySourceName = "NbaPipeline.Dataflow";

    public const string MeterName = "NbaPipeline.Dataflow";

    internal static ActivitySource ActivitySource { get; } = new(ActivitySourceName, Version);

    internal static Meter Meter { get; } = new(MeterName, Version);

    private static string Version => typeof(DataflowDiagnostics).Assembly.GetName().Version?.ToString(3) ?? "0";
}
