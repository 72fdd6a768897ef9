using NbaPipeline.Avro.Tests.Generated;

namespace NbaPipeline.Avro.Tests.Resolution;

public sealed class DecoderTests
{
    private const string OldTree = """
        {"type":"record","name":"old.Tree","fields":[
          {"name":"gone","type":{"type":"map","values":"double"}},
          {"name":"children","type":{"type":"array","items":"Tree"}},
          {"name":"name","type":"bytes"}]}
        """;

    [Fact]
    public void The_own_schema_is_decoded_without_a_detour()
    {
        var decoder = AvroDecoder<Everything>.For(AvroSchema.Parse(Everything.Schema.ToString()));

        decoder.IsDirect.ShouldBeTrue();
        decoder.Decode(AvroCodec.Encode(Samples.Everything())).ShouldBe(Samples.Everything());
    }

    [Fact]
    public void Fields_that_moved_changed_or_are_new_are_resolved()
    {
        // gone: {"a": 0.0}; children: one with nothing gone, no children, name "c"; name: "rt"
        var body = Convert.FromHexString("020261000000000000000000020000026300047274");

        var tree = AvroDecoder<Tree>.For(AvroSchema.Parse(OldTree)).Decode(body);

        tree.ShouldBe(
            new Tree
            {
                Name = "rt",
                Children = [new Tree { Name = "c" }],
                ParentSide = null,
            }
        );
    }

    [Fact]
    public void An_unreadable_writer_schema_is_refused_with_all_reasons()
    {
        var writer = AvroSchema.Parse("""{"type":"record","name":"Flat","fields":[{"name":"a","type":"string"}]}""");

        var error = Should.Throw<AvroException>(() => AvroDecoder<Flat>.For(writer));

        error.Message.ShouldContain("Flat.a: the writer's string cannot be read as int");
        error.Message.ShouldContain("Flat.h: the writer has no such field");
    }

    [Fact]
    public void A_branch_that_the_reader_lacks_is_an_error_only_when_it_comes()
    {
        var plan = ResolutionPlan.Compile(AvroSchema.Parse("\"long\""), AvroSchema.Parse("""["null","int"]"""));
        var output = new System.Buffers.ArrayBufferWriter<byte>();

        plan.Run([2, 4], output);

        output.WrittenSpan.ToArray().ShouldBe([4]);
        Should.Throw<AvroException>(() => plan.Run([0], output)).Reason.ShouldContain("the writer's null cannot be read as long");
    }
}
