using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NbaPipeline.Kafka.Embedded.Generator;

/// <summary>
/// Turns message definitions (<c>*.message</c> among the <c>AdditionalFiles</c>) into classes that read and write every advertised
/// version, and into the table of versions.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class MessageGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context
            .AdditionalTextsProvider.Where(static f => f.Path.EndsWith(".message", StringComparison.OrdinalIgnoreCase))
            .Select(static (f, cancel) => (f.Path, Text: f.GetText(cancel)?.ToString() ?? ""));
        context.RegisterSourceOutput(files, GenerateMessages);
        context.RegisterSourceOutput(files.Collect(), GenerateTables);
    }

    private static void GenerateMessages(SourceProductionContext context, (string Path, string Text) file)
    {
        try
        {
            var api = DefinitionParser.Parse(file.Path, file.Text);
            Add(context, api.Name + "Request", new MessageEmitter(api, api.Request).Emit());
            Add(context, api.Name + "Response", new MessageEmitter(api, api.Response).Emit());
        }
        catch (DefinitionException e)
        {
            context.ReportDiagnostic(DefinitionDiagnostics.Invalid(file.Path, e));
        }
    }

    private static void GenerateTables(SourceProductionContext context, ImmutableArray<(string Path, string Text)> files)
    {
        var byKey = new SortedDictionary<int, ApiDefinition>();
        foreach (var (path, text) in files.OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            try
            {
                var api = DefinitionParser.Parse(path, text);
                if (byKey.TryGetValue(api.Key, out var other))
                {
                    var twice = new DefinitionException(api.KeyLine, 1, $"key {api.Key} belongs to {other.Name} already");
                    context.ReportDiagnostic(DefinitionDiagnostics.Invalid(path, twice));
                    continue;
                }

                byKey.Add(api.Key, api);
            }
            catch (DefinitionException)
            {
                // Reported where its classes are generated.
            }
        }

        Add(context, "ApiVersionTable", TableEmitter.Versions(byKey.Values));
        Add(context, "Messages", TableEmitter.Factories(byKey.Values));
    }

    private static void Add(SourceProductionContext context, string name, string code) =>
        context.AddSource(name + ".g.cs", SourceText.From(code, Encoding.UTF8));
}
