using NbaPipeline.Conformance.Tests.Brokers;
using Xunit.Abstractions;

namespace NbaPipeline.Conformance.Tests.Clients;

[Collection(OnApache.Name)]
public sealed class ForeignClientsOnApacheTests(ApacheTestBroker broker, ITestOutputHelper output) : ForeignClientTests(broker, output);
