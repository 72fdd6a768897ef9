namespace NbaPipeline.Dataflow;

/// <summary>Factory of <see cref="Consumed{TKey,TValue}"/>.</summary>
public static class Consumed
{
    public static Consumed<TKey, TValue> With<TKey, TValue>(ISerde<TKey> keySerde, ISerde<TValue> valueSerde) => new(keySerde, valueSerde);
}
