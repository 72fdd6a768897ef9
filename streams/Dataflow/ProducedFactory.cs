namespace NbaPipeline.Dataflow;

/// <summary>Factory of <see cref="Produced{TKey,TValue}"/>.</summary>
public static class Produced
{
    public static Produced<TKey, TValue> With<TKey, TValue>(ISerde<TKey> keySerde, ISerde<TValue> valueSerde) => new(keySerde, valueSerde);
}
