using System.Text;

namespace NbaPipeline.SchemaRegistry.Tests;

public sealed class SchemaStateTests
{
    private readonly SchemaState _state = new();
    private long _offset;

    [Fact]
    public void The_lowest_offset_wins_a_version()
    {
        Schema("s", 1, 1, "\"int\"");
        Schema("s", 1, 1, "\"long\"");
        _state.Versions("s").ShouldHaveSingleItem().Text.ShouldBe("\"int\"");
        _state.ById(1)!.Text.ShouldBe("\"int\"");
        _state.HasDisputes.ShouldBeTrue();
    }

    [Fact]
    public void The_lowest_offset_wins_an_id()
    {
        Schema("s", 1, 1, "\"int\"");
        Schema("t", 1, 1, "\"long\"");
        _state.Versions("t").ShouldBeEmpty();
        _state.ById(1)!.Text.ShouldBe("\"int\"");
    }

    [Fact]
    public void Subjects_share_the_id_of_one_schema()
    {
        Schema("s", 1, 1, "\"int\"");
        Schema("t", 1, 1, "\"int\"");
        _state.Versions("t").ShouldHaveSingleItem().Id.ShouldBe(1);
        _state.HasDisputes.ShouldBeFalse();
    }

    [Fact]
    public void A_repeat_changes_nothing()
    {
        Schema("s", 1, 1, "\"int\"");
        Schema("s", 1, 1, "{\"type\":\"int\"}");
        _state.Versions("s").ShouldHaveSingleItem().Text.ShouldBe("\"int\"");
        _state.HasDisputes.ShouldBeFalse();
    }

    [Fact]
    public void Mending_a_taken_version_states_the_winner_again()
    {
        Schema("s", 1, 1, "\"int\"");
        Schema("s", 1, 1, "\"long\"");
        var (_, value) = _state.Mending().ShouldHaveSingleItem();
        Encoding.UTF8.GetString(value).ShouldContain("\"id\":1,\"schema\":\"\\\"int\\\"\"");
        Mend();
        _state.HasDisputes.ShouldBeFalse();
    }

    [Fact]
    public void Mending_a_taken_id_gives_the_schema_a_free_one()
    {
        Schema("s", 1, 1, "\"int\"");
        Schema("t", 1, 1, "\"long\"");
        Mend();
        _state.Versions("t").ShouldHaveSingleItem().Id.ShouldBe(2);
        _state.ById(2)!.Text.ShouldBe("\"long\"");
        _state.HasDisputes.ShouldBeFalse();
    }

    [Fact]
    public void Mending_twice_does_no_harm()
    {
        Schema("s", 1, 1, "\"int\"");
        Schema("t", 1, 1, "\"long\"");
        var records = _state.Mending();
        Apply(records);
        Apply(records);
        _state.Versions("t").ShouldHaveSingleItem().Id.ShouldBe(2);
        _state.HasDisputes.ShouldBeFalse();
    }

    [Fact]
    public void A_soft_deleted_version_is_hidden_but_its_id_answers()
    {
        Schema("s", 1, 1, "\"int\"");
        Schema("s", 1, 1, "\"int\"", deleted: true);
        _state.Versions("s").ShouldBeEmpty();
        _state.Subjects.ShouldBeEmpty();
        _state.ById(1).ShouldNotBeNull();
        _state.Propose("s", "x").Key.Version.ShouldBe(2);
    }

    [Fact]
    public void A_deleted_subject_hides_its_versions_up_to_the_one_named()
    {
        Schema("s", 1, 1, "\"int\"");
        Schema("s", 2, 2, "\"long\"");
        Record("""{"keytype":"DELETE_SUBJECT","subject":"s","magic":0}""", """{"subject":"s","version":1}""");
        _state.Versions("s").ShouldHaveSingleItem().Key.Version.ShouldBe(2);
    }

    [Fact]
    public void A_tombstone_removes_a_deleted_version()
    {
        Schema("s", 1, 1, "\"int\"");
        Schema("s", 1, 1, "\"int\"", deleted: true);
        Record("""{"keytype":"SCHEMA","subject":"s","version":1,"magic":1}""", null);
        Schema("s", 1, 2, "\"long\"");
        _state.Versions("s").ShouldHaveSingleItem().Id.ShouldBe(2);
        _state.HasDisputes.ShouldBeFalse();
    }

    [Fact]
    public void A_tombstone_of_a_live_version_is_mended()
    {
        Schema("s", 1, 1, "\"int\"");
        Record("""{"keytype":"SCHEMA","subject":"s","version":1,"magic":1}""", null);
        _state.Versions("s").ShouldHaveSingleItem();
        _state.Mending().ShouldHaveSingleItem();
    }

    [Fact]
    public void The_last_level_of_a_subject_counts_then_the_global_one_then_backward()
    {
        _state.Level("s").ShouldBe(CompatibilityLevel.Backward);
        Record("""{"keytype":"CONFIG","subject":null,"magic":0}""", """{"compatibilityLevel":"FULL"}""");
        _state.Level("s").ShouldBe(CompatibilityLevel.Full);
        Record("""{"keytype":"CONFIG","subject":"s","magic":0}""", """{"compatibilityLevel":"NONE"}""");
        _state.Level("s").ShouldBe(CompatibilityLevel.None);
        Record("""{"keytype":"CONFIG","subject":"s","magic":0}""", null);
        _state.Level("s").ShouldBe(CompatibilityLevel.Full);
    }

    [Fact]
    public void An_unreadable_record_is_counted_with_its_offset()
    {
        Schema("s", 1, 1, "\"int\"");
        Record("rubbish", "rubbish");
        _state.SkippedRecords.ShouldBe(1);
        _state.LastSkipped!.ShouldStartWith("offset 1: ");
    }

    [Fact]
    public void Foreign_schema_types_occupy_their_id_and_version()
    {
        Record(
            """{"keytype":"SCHEMA","subject":"p","version":1,"magic":1}""",
            """{"subject":"p","version":1,"id":5,"schemaType":"PROTOBUF","schema":"syntax = \"proto3\";","deleted":false}"""
        );
        _state.ById(5)!.Type.ShouldBe("PROTOBUF");
        _state.Propose("p", "x").ShouldBe((new SchemaKey("p", 2), 6));
    }

    private void Schema(string subject, int version, int id, string text, bool deleted = false)
    {
        var key = new SchemaKey(subject, version);
        var value = SchemaRecordCodec.Restate(SchemaRecordCodec.SchemaValueBytes(key, id, text), id, deleted);
        _state.Apply(new SchemaLogEntry(_offset++, SchemaRecordCodec.SchemaKeyBytes(key), value));
    }

    private void Record(string key, string? value) =>
        _state.Apply(new SchemaLogEntry(_offset++, Encoding.UTF8.GetBytes(key), value is null ? null : Encoding.UTF8.GetBytes(value)));

    private void Mend() => Apply(_state.Mending());

    private void Apply(IReadOnlyList<(byte[] Key, byte[] Value)> records)
    {
        foreach (var (key, value) in records)
        {
            _state.Apply(new SchemaLogEntry(_offset++, key, value));
        }
    }
}
