namespace NbaPipeline.AvroSerdes;

/// <summary>Names of subjects.</summary>
public static class Subjects
{
    /// <summary>The subject of a topic's values: <c>&lt;topic&gt;-value</c>.</summary>
    public static string OfValues(string topic) => topic + "-value";
}
