using NbaPipeline.Benchmarks.Client;

// Those that need a broker are harnesses of their own; the rest is BenchmarkDotNet's.
if (args is ["client", .. var rest])
    return ClientBenchmark.Run(rest);
BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
