namespace NbaPipeline.SchemaRegistry.Tests;

public sealed class RegisterTests : IDisposable
{
    private readonly InMemorySchemaLog _log = new();
    private readonly InMemorySchemaRegistry _registry;

    public RegisterTests() => _registry = new InMemorySchemaRegistry(_log);

    public void Dispose() => _registry.Dispose();

    [Fact]
    public void The_first_schema_gets_version_1_and_id_1()
    {
        _registry.Register("s", Schemas.Record("Game", "id:long")).ShouldBe(1);
        _registry.Versions("s").ShouldBe([1]);
    }

    [Fact]
    public void A_schema_registered_again_keeps_its_id_and_writes_nothing()
    {
        var id = _registry.Register("s", Schemas.Record("Game", "id:long"));
        var end = _log.EndOffset();
        _registry.Register("s", Schemas.Record("Game", "id:long")).ShouldBe(id);
        _log.EndOffset().ShouldBe(end);
    }

    [Fact]
    public void A_schema_has_one_id_under_all_subjects()
    {
        var schema = Schemas.Record("Game", "id:long");
        _registry.Register("t", Schemas.Record("Other", "id:long"));
        _registry.Register("u", schema).ShouldBe(_registry.Register("s", schema));
    }

    [Fact]
    public void A_compatible_schema_becomes_the_next_version()
    {
        _registry.Register("s", Schemas.Record("Game", "id:long"));
        var id = _registry.Register("s", Schemas.Record("Game", "id:long", "home:string=\"\""));
        var latest = _registry.GetLatest("s")!;
        (latest.Version, latest.Id).ShouldBe((2, id));
    }

    [Fact]
    public void An_incompatible_schema_is_refused_with_every_reason_and_nothing_is_written()
    {
        _registry.Register("s", Schemas.Record("Game", "id:long", "home:string"));
        var end = _log.EndOffset();
        var next = Schemas.Record("Game", "id:string", "home:int", "away:string");
        var refused = Should.Throw<IncompatibleSchemaException>(() => _registry.Register("s", next));
        refused.Subject.ShouldBe("s");
        refused.Reasons.Count.ShouldBe(3);
        refused.Reasons.ShouldAllBe(r => r.Version == 1 && r.NewReadsOld);
        foreach (
            var expected in (string[])["subject s", "BACKWARD", "version 1", "test.Game.id", "test.Game.home", "test.Game.away", "default"]
        )
        {
            refused.Message.ShouldContain(expected);
        }

        _log.EndOffset().ShouldBe(end);
        _registry.CheckCompatibility("s", next).Count.ShouldBe(3);
    }

    [Fact]
    public void The_level_none_lets_any_schema_in()
    {
        _registry.Register("s", Schemas.Record("Game", "id:long"));
        _registry.SetCompatibility("s", CompatibilityLevel.None);
        _registry.Register("s", Schemas.Record("Player", "name:string")).ShouldBe(2);
    }

    [Fact]
    public void Backward_looks_at_the_latest_version_and_transitive_at_all()
    {
        _registry.SetCompatibility("s", CompatibilityLevel.None);
        _registry.Register("s", Schemas.Record("Game", "id:long", "x:string"));
        _registry.Register("s", Schemas.Record("Game", "id:long"));
        var next = Schemas.Record("Game", "id:long", "x:int=0");
        _registry.SetCompatibility("s", CompatibilityLevel.BackwardTransitive);
        _registry.CheckCompatibility("s", next).ShouldHaveSingleItem().Version.ShouldBe(1);
        _registry.SetCompatibility("s", CompatibilityLevel.Backward);
        _registry.CheckCompatibility("s", next).ShouldBeEmpty();
    }

    [Fact]
    public void Forward_asks_whether_the_old_schema_reads_new_data()
    {
        _registry.Register("s", Schemas.Record("Game", "id:long", "x:int"));
        _registry.SetCompatibility("s", CompatibilityLevel.Forward);
        _registry.CheckCompatibility("s", Schemas.Record("Game", "id:long")).ShouldHaveSingleItem().NewReadsOld.ShouldBeFalse();
        _registry.CheckCompatibility("s", Schemas.Record("Game", "id:long", "x:int", "y:int")).ShouldBeEmpty();
    }

    [Fact]
    public void Full_asks_for_both_directions()
    {
        _registry.Register("s", Schemas.Record("Game", "id:long", "x:int"));
        _registry.SetCompatibility(null, CompatibilityLevel.FullTransitive);
        _registry.GetCompatibility("s").ShouldBe(CompatibilityLevel.FullTransitive);
        _registry.CheckCompatibility("s", Schemas.Record("Game", "id:long", "y:int")).Select(r => r.NewReadsOld).ShouldBe([true, false]);
    }

    [Fact]
    public void An_unknown_id_is_reported_after_reading_to_the_end()
    {
        using var other = new InMemorySchemaRegistry(_log);
        _registry.Load();
        var id = other.Register("s", Schemas.Record("Game", "id:long"));
        _registry.GetById(id).ToString().ShouldBe(Schemas.Record("Game", "id:long").ToString());
        Should.Throw<SchemaNotFoundException>(() => _registry.GetById(99)).Message.ShouldContain("id 99");
    }

    [Fact]
    public void An_unknown_version_names_the_versions_there_are()
    {
        _registry.Register("s", Schemas.Record("Game", "id:long"));
        Should.Throw<SchemaNotFoundException>(() => _registry.GetVersion("s", 3)).Message.ShouldContain("[1]");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    public void A_subject_without_a_proper_name_is_refused(string subject) =>
        Should.Throw<ArgumentException>(() => _registry.Register(subject, Schemas.Record("Game", "id:long")));

    [Fact]
    public void A_schema_over_the_size_limit_is_refused_with_both_sizes()
    {
        var big = Schemas.Record("Big", "x:string=\"" + new string('x', 800_000) + "\"");
        Should.Throw<SchemaRegistryException>(() => _registry.Register("s", big)).Message.ShouldContain("786432");
    }

    [Fact]
    public void A_foreign_schema_type_is_named_when_it_is_asked_for()
    {
        _log.Append(
            """{"keytype":"SCHEMA","subject":"p","version":1,"magic":1}"""u8.ToArray(),
            """{"subject":"p","version":1,"id":5,"schemaType":"PROTOBUF","schema":"x","deleted":false}"""u8.ToArray()
        );
        Should.Throw<SchemaRegistryException>(() => _registry.GetById(5)).Message.ShouldContain("PROTOBUF");
    }

    [Fact]
    public void An_unreadable_record_does_not_stop_the_registry()
    {
        _log.Append("rubbish"u8.ToArray(), "rubbish"u8.ToArray());
        _registry.Register("s", Schemas.Record("Game", "id:long")).ShouldBe(1);
        _registry.SkippedRecords.ShouldBe(1);
    }

    [Fact]
    public void A_registry_that_always_loses_gives_up_with_a_reason()
    {
        using var registry = new InMemorySchemaRegistry(new AlwaysBeatenLog(), maxAttempts: 3);
        registry.SetCompatibility("s", CompatibilityLevel.None);
        var lost = Should.Throw<SchemaRegistryException>(() => registry.Register("s", Schemas.Record("Game", "id:long")));
        lost.Message.ShouldContain("3 times");
    }
}
