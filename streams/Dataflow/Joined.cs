namespace NbaPipeline.Dataflow;

/// <summary>Serdes of the stream side of a join, used for the repartition topic <c>application-name-repartition</c> where one is needed.</summary>
public sealed record Joined<TKey, TValue>(ISerde<TKey> KeySerde, ISerde<TValue> ValueSerde);
