namespace NbaPipeline.Materialiser.Tests;

internal sealed class LetterList : IDeadLetterSink
{
    public List<DeadLetter> Letters { get; } = [];

    public void Write(IReadOnlyList<DeadLetter> letters) => Letters.AddRange(letters);
}
