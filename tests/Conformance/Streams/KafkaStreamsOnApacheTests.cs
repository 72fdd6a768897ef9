using NbaPipeline.Conformance.Tests.Brokers;
using Xunit.Abstractions;

namespace NbaPipeline.Conformance.Tests.Streams;

[Collection(OnApache.Name)]
public sealed class KafkaStreamsOnApacheTests(ApacheTestBroker broker, ITestOutputHelper output) : KafkaStreamsTests(broker, output);
