namespace NbaPipeline.Sources;

/// <summary>Headers of what sources produce.</summary>
public static class SourceHeaders
{
    /// <summary>Layout a raw record was read from; of a dead letter, the file.</summary>
    public const string Source = "nba.source";

    /// <summary>First 16 hexadecimal digits of the SHA-256 of what the row says.</summary>
    public const string ContentHash = "nba.content-hash";

    /// <summary>Dead letters: the topic the record was meant for.</summary>
    public const string ErrorTopic = "nba.error.topic";

    /// <summary>Dead letters: file and data row.</summary>
    public const string ErrorNode = "nba.error.node";

    /// <summary>Dead letters: <c>permanent</c>, because reading the same bytes again gives the same.</summary>
    public const string ErrorClass = "nba.error.class";

    /// <summary>Dead letters: what is wrong.</summary>
    public const string ErrorMessage = "nba.error.message";
}
