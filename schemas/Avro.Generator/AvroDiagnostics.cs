using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NbaPipeline.Avro.Generator;

/// <summary>What the compiler says about an .avsc file, with file and line.</summary>
internal static class AvroDiagnostics
{
    private static readonly DiagnosticDescriptor InvalidSchema = new(
        "NBAVRO001",
        "Invalid Avro schema",
        "{0}",
        "Avro",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    private static readonly DiagnosticDescriptor Unsupported = new(
        "NBAVRO002",
        "No C# for this Avro schema",
        "{0}",
        "Avro",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public static Diagnostic Invalid(string path, AvroSchemaException error) =>
        Diagnostic.Create(InvalidSchema, At(path, error.Line, error.Column), error.Reason);

    public static Diagnostic CannotGenerate(string path, string reason) => Diagnostic.Create(Unsupported, At(path, 1, 1), reason);

    private static Location At(string path, int line, int column)
    {
        var position = new LinePosition(line - 1, column - 1);
        return Location.Create(path, default, new LinePositionSpan(position, position));
    }
}
