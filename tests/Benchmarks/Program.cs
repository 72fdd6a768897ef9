using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using NbaPipeline.Benchmarks.Client;

// Those that need a broker are harnesses of their own; the rest is BenchmarkDotNet's.
if (args is ["client", .. var rest])
    return ClientBenchmark.Run(rest);

// It builds everything once more for itself, on one core; the default of two minutes is not enough for that on a small machine.
var config = ManualConfig.Create(DefaultConfig.Instance).WithBuildTimeout(TimeSpan.FromMinutes(15));
var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);

// It reports a benchmark that could not be built or run, and ends with 0 all the same.
return summaries.Any(s => s.HasCriticalValidationErrors || s.Reports.Any(r => !r.Success)) ? 1 : 0;
