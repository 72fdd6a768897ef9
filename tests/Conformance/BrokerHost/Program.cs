using System.Runtime.InteropServices;
using NbaPipeline.Conformance.BrokerHost;
using NbaPipeline.Kafka.Embedded;

// The embedded broker as a process of its own, for foreign test suites and measurements: says 'ready HOST:PORT', ends cleanly on SIGTERM or SIGINT.
var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
try
{
    await using var broker = await EmbeddedBroker.StartAsync(HostOptions.Parse(args));
    Console.WriteLine($"ready {broker.BootstrapServers}");
    await stop.Task;
    return 0;
}
catch (Exception e) when (e is ArgumentException or EmbeddedBrokerException)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

void End(PosixSignalContext context)
{
    context.Cancel = true;
    stop.TrySetResult();
}
