using NbaPipeline.Conformance.Tests.Brokers;
using Xunit.Abstractions;

namespace NbaPipeline.Conformance.Tests.Clients;

[Collection(OnEmbedded.Name)]
public sealed class ForeignClientsOnEmbeddedTests(EmbeddedTestBroker broker, ITestOutputHelper output) : ForeignClientTests(broker, output);
