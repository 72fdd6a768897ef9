using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NbaPipeline.Dataflow.Testing;

namespace NbaPipeline.Dataflow.Tests.Hosting;

/// <summary>What the README shows of the engine is compiled and run as it stands there.</summary>
public class ReadmeTests
{
    [Fact]
    public void The_snippet_of_the_engine_counts_words()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["ConnectionStrings:kafka"] = "localhost:1";
        Compile(Snippets().ShouldHaveSingleItem())(builder);
        using var host = builder.Build();
        var topology = host.Services.GetRequiredKeyedService<DataflowApplication>("word-count").Topology;
        using var driver = new TopologyTestDriver(topology, new DataflowOptions { ApplicationId = "word-count" });

        driver.CreateInputTopic("lines", Serdes.String, Serdes.String).Pipe("1", "to be or not to be", 1);

        driver
            .CreateOutputTopic("word-counts", Serdes.String, Serdes.Int64)
            .ReadAll()
            .Select(r => $"{r.Key} {r.Value}")
            .Order(StringComparer.Ordinal)
            .ShouldBe(["be 1", "be 2", "not 1", "or 1", "to 1", "to 2"]);
    }

    /// <summary>Indented blocks with a lambda in them: the others are shell commands and what they print.</summary>
    private static IEnumerable<string> Snippets() =>
        File.ReadAllText(Path.Combine(Repository.Root, "README.md"))
            .Split("\n\n")
            .Where(block => block.StartsWith("    ", StringComparison.Ordinal) && block.Contains("=>", StringComparison.Ordinal));

    private static Action<IHostApplicationBuilder> Compile(string snippet)
    {
        var source = $$"""
            using System;
            using Microsoft.Extensions.Hosting;
            using NbaPipeline.Dataflow;
            using NbaPipeline.Dataflow.Hosting;

            public static class Snippet
            {
                public static void Run(IHostApplicationBuilder builder)
                {
            {{snippet}}
                }
            }
            """;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "readme",
            [CSharpSyntaxTree.ParseText(source)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
        );
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).ShouldBeEmpty();
        return Assembly.Load(assembly.ToArray()).GetType("Snippet")!.GetMethod("Run")!.CreateDelegate<Action<IHostApplicationBuilder>>();
    }
}
