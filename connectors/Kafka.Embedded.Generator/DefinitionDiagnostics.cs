using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NbaPipeline.Kafka.Embedded.Generator;

/// <summary>What the compiler says about a message definition, with file and line.</summary>
internal static class DefinitionDiagnostics
{
    private static readonly DiagnosticDescriptor InvalidDefinition = new(
        "NBKAFKA001",
        "Invalid message definition",
        "{0}",
        "Kafka",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static Diagnostic Invalid(string path, DefinitionException error)
    {
        var position = new LinePosition(error.Line - 1, error.Column - 1);
        return Diagnostic.Create(
            InvalidDefinition,
            Location.Create(path, default, new LinePositionSpan(position, position)),
            error.Message
        );
    }
}
