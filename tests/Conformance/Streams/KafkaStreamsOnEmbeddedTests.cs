using NbaPipeline.Conformance.Tests.Brokers;
using Xunit.Abstractions;

namespace NbaPipeline.Conformance.Tests.Streams;

[Collection(OnEmbedded.Name)]
public sealed class KafkaStreamsOnEmbeddedTests(EmbeddedTestBroker broker, ITestOutputHelper output) : KafkaStreamsTests(broker, output);
