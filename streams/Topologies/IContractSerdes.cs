using NbaPipeline.Avro;
using NbaPipeline.Contracts;
using NbaPipeline.Dataflow;

namespace NbaPipeline.Topologies;

/// <summary>Gives the topologies the serdes of their topics and stores; one instance per application.</summary>
public interface IContractSerdes
{
    /// <summary>Serde of the values of a topic of the catalogue.</summary>
    ISerde<T> Value<T>(Topic topic)
        where T : class, IAvroRecord<T>;

    /// <summary>Serde of the values of a state store, whose changelog holds the same bytes.</summary>
    ISerde<T> State<T>(string storeName)
        where T : class, IAvroRecord<T>;
}
