using NbaPipeline.Avro;
using NbaPipeline.AvroSerdes;
using NbaPipeline.Contracts;
using NbaPipeline.Dataflow;
using NbaPipeline.SchemaRegistry;

namespace NbaPipeline.Topologies;

/// <summary>Serdes whose schemas live in a registry: topics under their own subject, stores under that of their changelog.</summary>
/// <param name="registry">Gives the schema ids.</param>
/// <param name="applicationId">Application whose stores these are, see <see cref="Stage.ApplicationId"/>.</param>
public sealed class RegistryContractSerdes(ISchemaRegistry registry, string applicationId) : IContractSerdes
{
    /// <inheritdoc/>
    public ISerde<T> Value<T>(Topic topic)
        where T : class, IAvroRecord<T> => new AvroSerde<T>(registry, topic.Name);

    /// <inheritdoc/>
    public ISerde<T> State<T>(string storeName)
        where T : class, IAvroRecord<T> => new AvroSerde<T>(registry, $"{applicationId}-{storeName}-changelog");
}
