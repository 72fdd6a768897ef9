using System.Globalization;
using Microsoft.Extensions.Configuration;
using NbaPipeline.Kafka.Embedded.Tests.Clients;

namespace NbaPipeline.Kafka.Embedded.Tests.Hosting;

/// <summary>The broker as a service of a host.</summary>
public sealed class HostTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("embedded-broker-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Services_added_later_start_after_the_broker_and_stop_before_it()
    {
        await using var host = await TestHost.StartAsync(_folder);
        var id = host.Broker!.ClusterId;
        host.Witness.ClusterIdAtStart.ShouldBe(id);
        await host.StopAsync();
        host.Witness.ClusterIdAtStop.ShouldBe(id);
    }

    [Fact]
    public async Task The_connection_string_is_the_address_of_the_broker()
    {
        await using var host = await TestHost.StartAsync(_folder, options => options.AdvertisedHost = "localhost");
        host.Configuration.GetConnectionString("kafka").ShouldBe(host.Broker!.BootstrapServers);
        host.Broker.BootstrapServers.ShouldStartWith("localhost:");
    }

    [Fact]
    public async Task A_kafka_that_is_configured_is_used_and_no_broker_started()
    {
        await using var other = await TestHost.StartAsync(_folder);
        await using var host = await TestHost.StartAsync(_folder, configured: other.Broker!.BootstrapServers);
        host.Broker.ShouldBeNull();
        host.Witness.ClusterIdAtStart.ShouldBe(other.Broker.ClusterId);
    }

    [Fact]
    public async Task Topics_of_the_options_have_their_partitions_and_are_still_there_at_the_next_start()
    {
        Guid id;
        await using (var first = await TestHost.StartAsync(_folder, Ask))
        {
            var topics = (await first.MetadataAsync("games", "box-scores")).Topics;
            topics.Select(topic => (topic.Name, topic.Partitions.Count)).ShouldBe([("games", 3), ("box-scores", 1)], ignoreOrder: true);
            id = topics.Single(topic => topic.Name == "games").TopicId;
        }

        await using (var asking = await TestHost.StartAsync(_folder, Ask))
        {
            (await asking.MetadataAsync("games")).Topics.Single().TopicId.ShouldBe(id);
        }
        await using var silent = await TestHost.StartAsync(_folder);
        var kept = (await silent.MetadataAsync("games")).Topics.Single();
        (kept.TopicId, kept.Partitions.Count).ShouldBe((id, 3));

        static void Ask(EmbeddedBrokerOptions options)
        {
            options.Topics["games"] = 3;
            options.Topics["box-scores"] = 1;
        }
    }

    [Fact]
    public async Task A_folder_keeps_its_cluster_id_and_another_one_has_its_own()
    {
        var ids = new List<string>();
        foreach (var folder in new[] { "a", "a", "b" })
        {
            await using var host = await TestHost.StartAsync(Directory.CreateDirectory(Path.Combine(_folder, folder)).FullName);
            ids.Add(host.Broker!.ClusterId);
        }
        ids[1].ShouldBe(ids[0]);
        ids[2].ShouldNotBe(ids[0]);
    }

    [Fact]
    public async Task The_data_lies_below_the_content_root_unless_told_otherwise()
    {
        await using var host = await TestHost.StartAsync(_folder);
        Directory.Exists(Path.Combine(_folder, "data", "kafka", "control")).ShouldBeTrue();
        var elsewhere = Path.Combine(_folder, "elsewhere");
        await using var other = await TestHost.StartAsync(_folder, options => options.DataDirectory = elsewhere);
        Directory.Exists(Path.Combine(elsewhere, "control")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_in_use_fails_the_start_and_the_message_names_folder_and_process()
    {
        await using var first = await TestHost.StartAsync(_folder);
        await using var second = new TestHost(_folder);
        var error = await Should.ThrowAsync<EmbeddedBrokerInUseException>(second.StartAsync);
        error.Message.ShouldContain($"'{Path.Combine(_folder, "data", "kafka")}' is in use by");
        error.Message.ShouldContain(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        second.Broker.ShouldBeNull();
        second.Witness.ClusterIdAtStart.ShouldBeNull("it would have been started on a broker that there is not");
    }

    [Fact]
    public async Task Stopping_the_host_stops_the_broker_cleanly()
    {
        await using var host = await TestHost.StartAsync(_folder);
        var broker = host.Broker!;
        broker.Stopped.IsCompleted.ShouldBeFalse();
        await host.StopAsync();
        broker.Stopped.IsCompletedSuccessfully.ShouldBeTrue();
        host.Broker.ShouldBeNull();
        await ShouldBeLeftCleanAsync();
    }

    [Fact]
    public async Task A_host_whose_start_fails_later_lets_the_broker_go()
    {
        await using (var host = new TestHost(_folder))
        {
            host.Witness.Fails = true;
            await Should.ThrowAsync<InvalidOperationException>(host.StartAsync);
        }
        await ShouldBeLeftCleanAsync();
    }

    /// <summary>Another broker may have the folder and has nothing to recover from.</summary>
    private async Task ShouldBeLeftCleanAsync()
    {
        using var reported = new ReportedLines();
        var options = new EmbeddedBrokerOptions { DataDirectory = Path.Combine(_folder, "data", "kafka"), Port = 0 };
        await using var next = await EmbeddedBroker.StartAsync(options, reported);
        reported.Complaints.ShouldBeEmpty();
    }
}
