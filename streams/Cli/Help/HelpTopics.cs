namespace NbaPipeline.Cli;

/// <summary>What `nba help TOPIC` prints.</summary>
internal static class HelpTopics
{
    public static IReadOnlyList<(int Code, string Meaning)> ExitCodes { get; } =
    [
        (ExitCode.Done, "done"),
        (ExitCode.Failed, "failed"),
        (ExitCode.Usage, "wrong usage or configuration"),
        (ExitCode.NotReady, "not reachable or not ready within --timeout"),
        (ExitCode.Found, "a check found something"),
        (ExitCode.Interrupted, "interrupted before the work was done (run and bench --follow end with 0)"),
    ];

    public static IReadOnlyDictionary<string, string> All { get; } =
        new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["exit-codes"] = string.Concat(ExitCodes.Select(c => $"{c.Code, 4}  {c.Meaning}\n")),
            ["formats"] = """
                -o table   aligned columns for people, long cells cut (default on a terminal)
                -o wide    the same, nothing cut
                -o json    one JSON array
                -o jsonl   one JSON object per line (default when piped)
                -o csv     RFC 4180 with a header line
                -o md      Markdown table
                --fields a,b   these columns in this order; --fields alone lists them
                Numbers in JSON are raw with the unit in the name (lagRecords); only tables group digits.

                """,
            ["ranges"] = """
                --since, --until   an instant (2024-01-15T02:30:00Z), a date (2024-01-15, 00:00 UTC) or a duration back from now (2h)
                --offset p:a-b     partition p, offsets a to b, both included; p:a-, p:-b, p:a leave an end open or take one record
                --partition p      only this partition, repeatable
                --last n           the last n records of each partition
                --limit n          stop after n records
                --follow           go on with what comes

                """,
            ["record-format"] = """
                -f '%t %p %o %k %v %h %T\n'
                %t topic   %p partition   %o offset   %k key   %v value   %h headers (k=v,...)   %T record time, ms since 1970
                %K, %S bytes of key, value (-1 for null)   %% a percent sign   \n \t \\ as in C

                """,
            ["environment"] = """
                NBA_DATA_DIR, NBA_BOOTSTRAP, NBA_TIMEOUT, NBA_OUTPUT, NBA_DATA, NBA_SEASONS, NBA_PARTITIONS, NBA_THREADS, NBA_COMMIT_MS
                stand for the flag of that name where a verb has it. A flag goes before its variable, a variable before the default.
                NBA_KAFKA_HOME  folder of an Apache Kafka that run starts instead of the embedded broker
                NO_COLOR, CLICOLOR, CLICOLOR_FORCE, TERM=dumb  escape sequences off or on

                """,
            ["config"] = """
                Precedence: flag, then NBA_* variable, then default. -X key=value hands any setting to librdkafka (all clients of the verb).

                """,
        };
}
