using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using NbaPipeline.Dataflow.Hosting;
using NbaPipeline.Dataflow.Testing;
using NbaPipeline.Dataflow.Tests.Client;

namespace NbaPipeline.Dataflow.Tests.Hosting;

public class HostingTests
{
    [Fact]
    public async Task A_host_resolves_the_application_and_its_health_checks()
    {
        using var host = Build(o => o with { BootstrapServers = "localhost:1" });

        var application = host.Services.GetRequiredKeyedService<DataflowApplication>("app");
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        application.Options.BootstrapServers.ShouldBe("localhost:1");
        application.State.ShouldBe(ApplicationState.Created);
        report.Entries["dataflow app live"].Status.ShouldBe(HealthStatus.Healthy);
        report.Entries["dataflow app ready"].Status.ShouldBe(HealthStatus.Unhealthy);
        report.Entries["dataflow app ready"].Description.ShouldNotBeNull().ShouldContain("Created");
        report.Entries.Values.SelectMany(e => e.Tags).Distinct().Order().ShouldBe(["dataflow", "live", "ready"]);
    }

    [Fact]
    public void Invalid_options_are_all_listed()
    {
        using var host = Build(o => o with { Threads = 0, CommitIntervalMs = 0, TransactionTimeoutMs = 0, MaxBufferedRecords = 0 });

        var error = Should.Throw<DataflowException>(() => host.Services.GetRequiredKeyedService<DataflowApplication>("app"));

        foreach (var option in new[] { "Threads is 0", "CommitIntervalMs is 0", "TransactionTimeoutMs (0)", "MaxBufferedRecords is 0" })
        {
            error.Message.ShouldContain(option);
        }
    }

    [Fact]
    public void Options_come_from_the_configuration()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["ConnectionStrings:kafka"] = "localhost:2";
        builder.Configuration["Dataflow:app:CommitIntervalMs"] = "7";
        builder.Configuration["Dataflow:app:Guarantee"] = "AtLeastOnce";
        builder.AddDataflow("app", Define);
        using var host = builder.Build();

        var options = host.Services.GetRequiredKeyedService<DataflowApplication>("app").Options;

        (options.BootstrapServers, options.CommitIntervalMs, options.Guarantee).ShouldBe(
            ("localhost:2", 7, ProcessingGuarantee.AtLeastOnce)
        );
    }

    [Fact]
    public void A_number_that_is_none_is_named_with_its_place_in_the_configuration()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["Dataflow:app:Threads"] = "many";

        Should.Throw<DataflowException>(() => builder.AddDataflow("app", Define)).Message.ShouldContain("Dataflow:app:Threads is 'many'");
    }

    [Fact]
    public void The_meter_has_the_instruments_that_the_page_on_telemetry_lists()
    {
        var published = new SortedSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == DataflowDiagnostics.MeterName)
                {
                    var kind = instrument.GetType().Name.Contains("Counter", StringComparison.Ordinal) ? "counter" : "gauge";
                    published.Add($"{instrument.Name} | {kind} | {instrument.Unit!.Trim('{', '}')}");
                }
            },
        };
        listener.Start();
        using var meters = new DataflowMeters(new DataflowApplication(Topology(), new DataflowOptions { ApplicationId = "app" }));

        published.ShouldBe(
            Page()
                .Where(l => l.StartsWith("| `dataflow.", StringComparison.Ordinal))
                .Select(l => string.Join(" | ", l.Split('|')[1..4].Select(c => c.Trim(' ', '`'))))
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_commit_is_an_activity_with_the_tags_that_the_page_lists()
    {
        var tags = new List<string[]>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == DataflowDiagnostics.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                // Other tests of the process commit, too.
                if (activity.GetTagItem("messaging.consumer.group.name") is "traced" && activity.OperationName == "dataflow commit")
                {
                    tags.Add(activity.TagObjects.Select(t => t.Key).ToArray());
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var driver = new TopologyTestDriver(Topology(), new DataflowOptions { ApplicationId = "traced" });
        driver.CreateInputTopic("in", Serdes.String, Serdes.String).Pipe("a", "b", 1);

        var row = Page().Single(l => l.StartsWith("| `dataflow commit`", StringComparison.Ordinal)).Split('|')[3];
        tags.ShouldNotBeEmpty();
        tags[0].ShouldBe(row.Split(',').Select(t => t.Trim(' ', '`')));
    }

    private static string[] Page() => File.ReadAllLines(Path.Combine(Repository.Root, "docs", "telemetry.md"));

    private static IHost Build(Func<DataflowOptions, DataflowOptions> configure)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.AddDataflow("app", Define, configure);
        return builder.Build();
    }

    private static void Define(StreamsBuilder builder) =>
        builder.Stream("in", Consumed.With(Serdes.String, Serdes.String)).To("out", Produced.With(Serdes.String, Serdes.String));

    private static Topology Topology()
    {
        var builder = new StreamsBuilder();
        Define(builder);
        return builder.Build();
    }
}
