using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NbaPipeline.Avro.Tests.Generated;

/// <summary>A file for the generator that is not on disk.</summary>
internal sealed class InMemoryText(string path, string text) : AdditionalText
{
    public override string Path { get; } = path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
