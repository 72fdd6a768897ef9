namespace NbaPipeline.Dataflow;

/// <summary>Factory of <see cref="Repartitioned{TKey,TValue}"/>.</summary>
public static class Repartitioned
{
    public static Repartitioned<TKey, TValue> With<TKey, TValue>(string name, ISerde<TKey> keySerde, ISerde<TValue> valueSerde) =>
        new(name, keySerde, valueSerde);
}
