namespace NbaPipeline.Dataflow;

/// <summary>Tells null from a value without boxing, also in code that is not optimised.</summary>
internal static class Presence<T>
{
    private static readonly bool NeverNull = default(T) is not null;

    public static bool Of(T value) => NeverNull || value is not null;
}
