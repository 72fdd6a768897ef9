namespace NbaPipeline.Dataflow;

/// <summary>Factory of <see cref="Grouped{TKey,TValue}"/>.</summary>
public static class Grouped
{
    public static Grouped<TKey, TValue> With<TKey, TValue>(string name, ISerde<TKey> keySerde, ISerde<TValue> valueSerde) =>
        new(name, keySerde, valueSerde);
}
