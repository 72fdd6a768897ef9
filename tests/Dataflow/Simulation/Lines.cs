namespace NbaPipeline.Dataflow.Tests.Simulation;

internal static class Lines
{
    /// <summary>Fails with the lines that differ, and nothing else.</summary>
    public static void ShouldMatch(IEnumerable<string> actual, IEnumerable<string> expected, string run)
    {
        var (found, wanted) = (actual.ToList(), expected.ToList());
        var differing = wanted.Except(found).Select(l => $"wanted {l}").Concat(found.Except(wanted).Select(l => $"found  {l}")).ToList();
        Assert.True(found.SequenceEqual(wanted), $"{run}:\n{string.Join('\n', differing)}");
    }
}
