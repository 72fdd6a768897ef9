using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NbaPipeline.Kafka.Embedded.Generator;

namespace NbaPipeline.Kafka.Embedded.Tests.Protocol;

public sealed class MessageGeneratorTests
{
    private const string Head = "# Test.\nkey: 3\nversions: 0-4\nflexible: 2+\nrequest:\n";

    [Theory]
    [InlineData("nonsense", 1, "'nonsense' is none of 'key: 3', ")]
    [InlineData("key: 3\nkey: 4", 2, "'key' comes twice")]
    [InlineData("key: 3\nversions: 2-1", 2, "'versions: 2-1' is none of ")]
    [InlineData("key: 3\nversions: 0-1\nrequest:", 3, "'flexible' is missing before the first section")]
    [InlineData("key: 3\n  A: int32", 2, "a field needs 'request:' or 'response:' before it")]
    [InlineData(Head + "  A: int32", 6, "'response:' is missing")]
    [InlineData(Head + "  a: int32", 6, "'a: int32' does not start with a name in Pascal case and a colon")]
    [InlineData(Head + "  A: int33", 6, "'int33' is not a type of the protocol")]
    [InlineData(Head + "  A: 3", 6, "'3' is not a type of the protocol")]
    [InlineData(Head + "  A:", 6, "'' is not a type of the protocol")]
    [InlineData(Head + "  A: int8 = 128", 6, "'128' is not a default of A")]
    [InlineData(Head + "  A: string = min", 6, "'min' is not a default of A")]
    [InlineData(Head + "  A: int32?", 6, "A cannot be null: only strings, bytes, records and arrays can")]
    [InlineData(Head + "  A: records", 6, "records are always 'records?'")]
    [InlineData(Head + "  A: int32, 3-", 6, "'3-' is neither versions ('4+'), nor 'null 4+', nor 'tag 0'")]
    [InlineData(Head + "  A: int32, tag 0", 6, "version 0 is not flexible, so it has no tagged fields")]
    [InlineData(Head + "  A: int32, 2+, tag 0\n  B: int32, 2+, tag 0", 7, "the tag 0 comes twice")]
    [InlineData(Head + "  A: int32\n  A: int32", 7, "the field A comes twice")]
    [InlineData(Head + "  A: int32\n    B: int32", 7, "4 spaces fit no struct: each nesting is two further in")]
    [InlineData(Head + "   A: int32", 6, "3 spaces fit no struct: each nesting is two further in")]
    [InlineData(Head + "  A: [struct]\nresponse:", 6, "the struct A has no fields")]
    [InlineData(
        Head + "  A: struct\n    B: int32",
        6,
        "a struct that is neither tagged nor in an array does not occur, so it is not supported"
    )]
    public void A_fault_in_a_definition_is_a_compiler_error_with_its_line(string text, int line, string reason)
    {
        var diagnostic = Run(("Metadata.message", text)).Diagnostics.ShouldHaveSingleItem();

        diagnostic.Id.ShouldBe("NBKAFKA001");
        diagnostic.Severity.ShouldBe(DiagnosticSeverity.Error);
        diagnostic.Location.GetLineSpan().Path.ShouldBe("Metadata.message");
        (diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1).ShouldBe(line);
        diagnostic.GetMessage(CultureInfo.InvariantCulture).ShouldStartWith(reason);
    }

    [Fact]
    public void A_key_that_two_files_claim_is_an_error_in_the_second()
    {
        const string Definition = Head + "response:\n";

        var diagnostic = Run(("A.message", Definition), ("B.message", Definition)).Diagnostics.ShouldHaveSingleItem();

        diagnostic.Location.GetLineSpan().Path.ShouldBe("B.message");
        diagnostic.Location.GetLineSpan().StartLinePosition.Line.ShouldBe(1);
        diagnostic.GetMessage(CultureInfo.InvariantCulture).ShouldBe("key 3 belongs to A already");
    }

    [Fact]
    public void A_bad_file_does_not_hide_the_good_ones()
    {
        var result = Run(("Bad.message", "?"), ("Good.message", Head + "response:\n"));

        result.Diagnostics.Length.ShouldBe(1);
        result.GeneratedTrees.Select(t => Path.GetFileName(t.FilePath)).ShouldContain("GoodRequest.g.cs");
    }

    private static GeneratorDriverRunResult Run(params (string Path, string Text)[] files)
    {
        var texts = files.Select(f => (AdditionalText)new InMemoryText(f.Path, f.Text)).ToImmutableArray();
        var driver = CSharpGeneratorDriver.Create([new MessageGenerator().AsSourceGenerator()], texts);
        return driver.RunGenerators(CSharpCompilation.Create("test")).GetRunResult();
    }

    private sealed class InMemoryText(string path, string text) : AdditionalText
    {
        public override string Path { get; } = path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
