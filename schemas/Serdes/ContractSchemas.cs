using System.Reflection;
using NbaPipeline.Avro;
using NbaPipeline.Contracts;
using NbaPipeline.SchemaRegistry;

namespace NbaPipeline.AvroSerdes;

/// <summary>The schemas of the topic catalogue.</summary>
public static class ContractSchemas
{
    /// <summary>
    /// Registers the value schemas of all topics in the order of the catalogue. Call it before anything writes: ids are part of the
    /// bytes of a value, so a replay gives equal bytes only if the ids do not depend on which stage wrote first.
    /// </summary>
    /// <exception cref="SchemaRegistryException">The registry refuses a schema or cannot be reached.</exception>
    public static void RegisterAll(ISchemaRegistry registry)
    {
        foreach (var topic in Topics.All)
        {
            if (topic.ValueRecord is not null)
            {
                registry.Register(Subjects.OfValues(topic.Name), Of(topic));
            }
        }
    }

    /// <summary>The value schema of a topic.</summary>
    /// <exception cref="ArgumentException">The topic has none, or its record does not exist.</exception>
    public static AvroSchema Of(Topic topic)
    {
        var type = topic.ValueRecord is null ? null : typeof(Topic).Assembly.GetType(topic.ValueRecord);
        var schema = type?.GetProperty("Schema", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as AvroSchema;
        return schema
            ?? throw new ArgumentException(
                $"topic {topic.Name}: there is no record '{topic.ValueRecord}' among the contracts",
                nameof(topic)
            );
    }
}
