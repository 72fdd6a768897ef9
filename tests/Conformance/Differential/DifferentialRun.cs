using System.Text;
using Xunit.Abstractions;

namespace NbaPipeline.Conformance.Tests.Differential;

/// <summary>Takes the steps of one seed on every peer, one peer after the other, and fails at the first answer in which they differ, or goes on to show others.</summary>
internal sealed class DifferentialRun(int seed, int length, bool goOn, ITestOutputHelper output)
{
    private const int HistoryShown = 60;

    public async Task TakeAsync(IReadOnlyList<Peer> peers)
    {
        var history = new List<string>();
        var number = 0;
        foreach (var peer in peers)
        {
            var source = new StepSource(seed, peer.Prefix);
            await peer.WarmAsync(source.Groups, source.TransactionalIds);
        }
        foreach (
            var steps in peers
                .Select(peer => new StepSource(seed, peer.Prefix).Steps(length))
                .Aggregate(Enumerable.Repeat<Step[]>([], length), Beside)
        )
        {
            number++;
            var seen = new List<string>();
            foreach (var (step, peer) in steps.Zip(peers))
            {
                seen.Add(Neutral(await SeenAsync(step, peer), peer));
            }
            var text = Neutral(steps[0].Text, peers[0]);
            history.Add(FormattableString.Invariant($"{number}. {text}\n  {seen[0]}"));
            if (seen.Distinct().Count() > 1)
            {
                Report(history, peers, seen);
                if (goOn)
                {
                    history.Clear();
                    continue;
                }
                seen[1].ShouldBe(seen[0], FormattableString.Invariant($"seed {seed}, step {number}: {text}"));
            }
        }
        output.WriteLine(FormattableString.Invariant($"seed {seed}: {number} steps agree"));
        output.WriteLine(string.Join('\n', history.TakeLast(HistoryShown)));
    }

    private static IEnumerable<Step[]> Beside(IEnumerable<Step[]> rows, IEnumerable<Step> column) =>
        rows.Zip(column, (row, step) => (Step[])[.. row, step]);

    private static string Neutral(string text, Peer peer) =>
        text.Replace(peer.Prefix, "~", StringComparison.Ordinal)
            .Replace(Convert.ToHexString(Encoding.UTF8.GetBytes(peer.Prefix)), "~", StringComparison.Ordinal);

    private static async Task<string> SeenAsync(Step step, Peer peer)
    {
        try
        {
            return await step.RunAsync(peer);
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException)
        {
            return e.Message.Replace(peer.Name, "", StringComparison.Ordinal);
        }
    }

    private void Report(List<string> history, IReadOnlyList<Peer> peers, List<string> seen)
    {
        var text = new StringBuilder();
        text.AppendJoin('\n', history.TakeLast(HistoryShown)).AppendLine();
        for (var i = 0; i < peers.Count; i++)
        {
            text.AppendLine().AppendLine(peers[i].Name).AppendLine(seen[i]);
        }
        output.WriteLine(text.ToString());
    }
}
