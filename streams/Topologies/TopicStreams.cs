using System.Text;
using NbaPipeline.Avro;
using NbaPipeline.Contracts;
using NbaPipeline.Dataflow;

namespace NbaPipeline.Topologies;

/// <summary>How the stages read and write topics of the catalogue: string keys, Avro values, event time that producers declare.</summary>
internal static class TopicStreams
{
    public static KStream<string, T> Read<T>(this StreamsBuilder builder, Topic topic, IContractSerdes serdes)
        where T : class, IAvroRecord<T> =>
        builder.Stream(topic.Name, Consumed.With(Dataflow.Serdes.String, serdes.Value<T>(topic)).WithProgress());

    /// <summary>Writes to a topic whose readers need one game together: the key starts with, or is, the game.</summary>
    public static void Write<T>(this KStream<string, T> stream, Topic topic, IContractSerdes serdes)
        where T : class, IAvroRecord<T> => stream.To(topic.Name, Produced.With(Dataflow.Serdes.String, serdes.Value<T>(topic)));

    /// <summary>
    /// Writes to a topic whose readers need a whole season together (who appeared before, for which team): the season picks the partition. A key belongs to
    /// one season, so equal keys still meet, and no repartition topic is needed behind it.
    /// </summary>
    public static void WriteBySeason<T>(this KStream<string, T> stream, Topic topic, IContractSerdes serdes, Func<T, string> season)
        where T : class, IAvroRecord<T> =>
        stream.To(
            topic.Name,
            Produced.With(Dataflow.Serdes.String, serdes.Value<T>(topic)) with
            {
                Partitioner = (_, value, partitions) => Murmur2.Partition(Encoding.UTF8.GetBytes(season(value)), partitions),
            }
        );
}
