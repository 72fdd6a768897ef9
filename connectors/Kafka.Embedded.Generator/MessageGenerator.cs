using Microsoft.CodeAnalysis;

namespace NbaPipeline.Kafka.Embedded.Generator;

/// <summary>Turns message definitions into classes that read and write every advertised version.</summary>
[Generator]
public sealed class MessageGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) { }
}
