extern alias generator;

using System.Collections.Immutable;
using generator::NbaPipeline.Avro.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NbaPipeline.Avro.Tests.Generated;

public sealed class GeneratorDiagnosticTests
{
    [Theory]
    [InlineData("{\n  \"type\": \"record\",\n", "NBAVRO001", 3, "a member name in double quotes is expected")]
    [InlineData("{\n  \"type\": \"record\",\n  \"name\": \"n.R\"}", "NBAVRO001", 1, "the attribute \"fields\" is missing")]
    [InlineData(
        "{\"type\":\"record\",\"name\":\"n.R\",\"fields\":[\n{\"name\":\"a\",\"type\":\"Nowhere\"}]}",
        "NBAVRO001",
        2,
        "the type \"Nowhere\" is neither a primitive type nor defined (looked for n.Nowhere)"
    )]
    [InlineData(
        "{\"type\":\"record\",\"name\":\"n.R\",\"fields\":[\n{\"name\":\"a\",\"type\":\"int\",\n\"default\":\"x\"}]}",
        "NBAVRO001",
        3,
        "the default of a does not fit: \"x\" is not a value of int"
    )]
    [InlineData(
        "{\"type\":\"record\",\"name\":\"n.R\",\"fields\":[{\"name\":\"a\",\"type\":[\"int\",\"string\"]}]}",
        "NBAVRO002",
        1,
        "n.R.a: only unions of null and one other type become C#, not one of 2 branches"
    )]
    [InlineData(
        "{\"type\":\"record\",\"name\":\"n.R\",\"fields\":[{\"name\":\"a_b\",\"type\":\"int\"},{\"name\":\"aB\",\"type\":\"int\"}]}",
        "NBAVRO002",
        1,
        "n.R: the fields a_b and aB have the same C# name AB"
    )]
    [InlineData("{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}", "NBAVRO002", 1, "the type R has no namespace, which C# needs")]
    public void An_invalid_file_is_a_compiler_error_with_its_line(string text, string id, int line, string reason)
    {
        var diagnostic = Run(("bad.avsc", text)).Diagnostics.ShouldHaveSingleItem();

        diagnostic.Id.ShouldBe(id);
        diagnostic.Severity.ShouldBe(DiagnosticSeverity.Error);
        diagnostic.Location.GetLineSpan().Path.ShouldBe("bad.avsc");
        (diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1).ShouldBe(line);
        diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(reason);
    }

    [Fact]
    public void A_bad_file_does_not_hide_the_good_ones()
    {
        var result = Run(("bad.avsc", "{"), ("good.avsc", """{"type":"enum","name":"n.E","symbols":["A"]}"""));

        result.Diagnostics.Length.ShouldBe(1);
        result.GeneratedTrees.ShouldHaveSingleItem().FilePath.ShouldEndWith("n.E.g.cs");
    }

    [Fact]
    public void Two_files_that_define_one_type_are_an_error()
    {
        const string Enum = """{"type":"enum","name":"n.E","symbols":["A"]}""";

        var diagnostic = Run(("a.avsc", Enum), ("b.avsc", Enum)).Diagnostics.ShouldHaveSingleItem();

        diagnostic.Location.GetLineSpan().Path.ShouldBe("b.avsc");
        diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture).ShouldBe("the type n.E is defined twice, in a.avsc");
    }

    private static GeneratorDriverRunResult Run(params (string Path, string Text)[] files)
    {
        var texts = files.Select(f => (AdditionalText)new InMemoryText(f.Path, f.Text)).ToImmutableArray();
        var driver = CSharpGeneratorDriver.Create([new AvroGenerator().AsSourceGenerator()], texts);
        return driver.RunGenerators(CSharpCompilation.Create("test")).GetRunResult();
    }
}
