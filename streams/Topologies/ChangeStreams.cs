using NbaPipeline.Avro;
using NbaPipeline.Dataflow;

namespace NbaPipeline.Topologies;

/// <summary>Adds <see cref="EmitOnChange{T}"/> with its store.</summary>
internal static class ChangeStreams
{
    public static KStream<string, T> OnChange<T>(
        this KStream<string, T> stream,
        StreamsBuilder builder,
        string name,
        Func<T, T> withoutVersionTime
    )
        where T : class, IAvroRecord<T>
    {
        var store = $"{name}-published";
        builder.AddStateStore(Stores.KeyValue(store, Dataflow.Serdes.String, Dataflow.Serdes.Int64));
        return stream.Process<string, T>(name, () => new EmitOnChange<T>(store, withoutVersionTime), store);
    }
}
