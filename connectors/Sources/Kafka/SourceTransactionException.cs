namespace NbaPipeline.Sources;

/// <summary>The broker refused or lost a transaction.</summary>
/// <param name="message">What happened.</param>
/// <param name="canRetry">The transaction can be aborted and its records sent again by the same producer.</param>
/// <param name="inner">The client's error.</param>
public sealed class SourceTransactionException(string message, bool canRetry, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The transaction can be aborted and its records sent again by the same producer.</summary>
    public bool CanRetry { get; } = canRetry;
}
