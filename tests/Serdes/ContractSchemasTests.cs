using NbaPipeline.Contracts;
using NbaPipeline.SchemaRegistry;

namespace NbaPipeline.AvroSerdes.Tests;

public sealed class ContractSchemasTests
{
    [Fact]
    public void All_contracts_are_registered_in_the_order_of_the_catalogue()
    {
        using var first = new InMemorySchemaRegistry();
        using var second = new InMemorySchemaRegistry();
        ContractSchemas.RegisterAll(first);
        ContractSchemas.RegisterAll(second);
        ContractSchemas.RegisterAll(second);
        foreach (var topic in Topics.Flow)
        {
            var subject = Subjects.OfValues(topic.Name);
            first.GetLatest(subject)!.Id.ShouldBe(second.GetLatest(subject)!.Id);
        }

        first.Subjects().Count.ShouldBe(Topics.All.Count(t => t.ValueRecord is not null));
    }

    [Fact]
    public void A_topic_without_a_record_is_named() =>
        Should.Throw<ArgumentException>(() => ContractSchemas.Of(Topics.DeadLetters[0])).Message.ShouldContain(Topics.DeadLetters[0].Name);
}
