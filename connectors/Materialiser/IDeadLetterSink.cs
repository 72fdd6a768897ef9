namespace NbaPipeline.Materialiser;

/// <summary>Takes what could not be decoded, for example to produce it to the dead-letter topic.</summary>
public interface IDeadLetterSink
{
    /// <summary>
    /// Called before the batch is committed; must return only when the letters are safe. A crash before the commit calls it again with
    /// the same ones: at least once. An exception stops the materialiser before the commit.
    /// </summary>
    void Write(IReadOnlyList<DeadLetter> letters);
}
