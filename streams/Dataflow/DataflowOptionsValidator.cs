namespace NbaPipeline.Dataflow;

/// <summary>Checks options as a whole and names every finding.</summary>
internal static class DataflowOptionsValidator
{
    public static IReadOnlyList<string> Findings(DataflowOptions options)
    {
        var findings = new List<string>();
        if (
            options.ApplicationId.Length is 0 or > 100
            || !options.ApplicationId.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
        )
        {
            findings.Add(
                $"ApplicationId '{options.ApplicationId}': 1 to 100 letters, digits, '.', '-' or '_' (it becomes part of topic names)."
            );
        }
        AtLeast(findings, nameof(options.Threads), options.Threads, 1);
        AtLeast(findings, nameof(options.CommitIntervalMs), options.CommitIntervalMs, 1);
        AtLeast(findings, nameof(options.RequestTimeoutMs), options.RequestTimeoutMs, 100);
        AtLeast(findings, nameof(options.MaxBufferedRecords), options.MaxBufferedRecords, 1);
        AtLeast(findings, nameof(options.RestoreStallTimeoutMs), options.RestoreStallTimeoutMs, 1000);
        if (options.TransactionTimeoutMs <= options.CommitIntervalMs)
        {
            findings.Add(
                $"TransactionTimeoutMs ({options.TransactionTimeoutMs}) must exceed CommitIntervalMs ({options.CommitIntervalMs}), or every transaction times out."
            );
        }
        return findings;
    }

    private static void AtLeast(List<string> findings, string name, int value, int least)
    {
        if (value < least)
        {
            findings.Add($"{name} is {value}; it must be at least {least}.");
        }
    }
}
