using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NbaPipeline.Avro.Generator;

/// <summary>
/// Makes a C# record or enum of each named type in the project's .avsc files (<c>AdditionalFiles</c>). The files are read as
/// one set, since they may refer to each other's types.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class AvroGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context
            .AdditionalTextsProvider.Where(static f => f.Path.EndsWith(".avsc", StringComparison.OrdinalIgnoreCase))
            .Select(static (f, cancel) => (f.Path, Text: f.GetText(cancel)?.ToString() ?? ""))
            .Collect();
        context.RegisterSourceOutput(files, Generate);
    }

    private static void Generate(SourceProductionContext context, ImmutableArray<(string Path, string Text)> files)
    {
        var set = new SchemaSet();
        foreach (var (path, text) in files.OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            set.Add(path, text);
        }

        set.ParseAll();
        foreach (var file in set.Files)
        {
            if (file.Error is not null)
            {
                context.ReportDiagnostic(AvroDiagnostics.Invalid(file.Path, file.Error));
                continue;
            }

            foreach (var schema in file.Defined)
            {
                Generate(context, file.Path, schema);
            }
        }
    }

    private static void Generate(SourceProductionContext context, string path, NamedSchema schema)
    {
        try
        {
            var code = schema switch
            {
                RecordSchema record => RecordEmitter.Emit(record),
                EnumSchema symbols => EnumEmitter.Emit(symbols),
                _ => null,
            };
            if (code is not null)
            {
                context.AddSource(schema.FullName + ".g.cs", SourceText.From(code, Encoding.UTF8));
            }
        }
        catch (UnsupportedSchemaException e)
        {
            context.ReportDiagnostic(AvroDiagnostics.CannotGenerate(path, e.Message));
        }
    }
}
