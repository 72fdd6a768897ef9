using System.Text.Json;

namespace NbaPipeline.Contracts.Tests;

public sealed class TopicsTests
{
    public static TheoryData<string> FlowNames => [.. Topics.Flow.Select(t => t.Name)];

    [Fact]
    public void Every_name_is_declared_once() =>
        Topics.All.Select(t => t.Name).Distinct(StringComparer.Ordinal).Count().ShouldBe(Topics.All.Count);

    [Theory]
    [MemberData(nameof(FlowNames))]
    public void A_topic_is_found_by_its_name_and_has_a_dead_letter_topic(string name)
    {
        Topics.Get(name).Name.ShouldBe(name);
        Topics.TryGet(Topics.Get(name).DeadLetterName, out var deadLetter).ShouldBeTrue();
        deadLetter!.Name.ShouldBe("nba.dlq." + name["nba.".Length..]);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_names_there_are() =>
        Should.Throw<KeyNotFoundException>(() => Topics.Get("nba.raw.shedule")).Message.ShouldContain("nba.raw.schedule");

    [Fact]
    public void Nothing_is_dropped_by_age_because_record_time_is_event_time() =>
        Topics.All.ShouldAllBe(t => t.BrokerConfig["retention.ms"] == "-1");

    [Fact]
    public void Raw_topics_take_16_MiB_with_zstd_and_their_dead_letters_17_MiB()
    {
        foreach (var raw in Topics.Flow.Where(t => t.Stage == "raw"))
        {
            raw.MaxMessageBytes.ShouldBe(16_777_216);
            raw.Compression.ShouldBe("zstd");
            Topics.Get(raw.DeadLetterName).MaxMessageBytes.ShouldBe(17_825_792);
        }
    }

    [Theory]
    [MemberData(nameof(FlowNames))]
    public void The_row_identity_names_fields_of_the_value_record(string name)
    {
        var topic = Topics.Get(name);
        var fields = Schema(topic).GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("name").GetString()).ToList();
        topic.RowIdentity.ShouldNotBeEmpty();
        topic.RowIdentity.ShouldBeSubsetOf(fields);
    }

    [Theory]
    [MemberData(nameof(FlowNames))]
    public void Every_field_of_a_contract_says_what_it_means(string name) =>
        Schema(Topics.Get(name)).GetProperty("fields").EnumerateArray().ShouldAllBe(f => f.GetProperty("doc").GetString()!.EndsWith('.'));

    [Theory]
    [InlineData("nba.clean.schedule", "clean", "schedule", "clean.schedule")]
    [InlineData("nba.dlq.clean.schedule", "dlq", "clean.schedule", "dlq.clean_schedule")]
    public void Stage_entity_and_table_follow_from_the_name(string name, string stage, string entity, string table)
    {
        var topic = Topics.Get(name);
        (topic.Stage, topic.Entity, topic.Table).ShouldBe((stage, entity, table));
    }

    private static JsonElement Schema(Topic topic)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "schemas", "avro", topic.Stage), "*.avsc"))
        {
            var schema = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
            if ($"{schema.GetProperty("namespace").GetString()}.{schema.GetProperty("name").GetString()}" == topic.ValueRecord)
                return schema;
        }
        throw new InvalidOperationException(
            $"{topic} names the record {topic.ValueRecord}, which no file of schemas/avro/{topic.Stage} defines"
        );
    }
}
