namespace NbaPipeline.Dataflow.Serialisation;

internal static class FixedLength
{
    public static FormatException Mismatch(string type, int expected, int actual) =>
        new($"A {type} has {expected} bytes, the record has {actual}; check the serde of this topic.");
}
