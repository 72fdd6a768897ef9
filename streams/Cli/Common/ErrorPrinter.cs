using System.CommandLine;
using Confluent.Kafka;

namespace NbaPipeline.Cli;

/// <summary>Prints an error the same way for every verb and gives its exit code.</summary>
internal static class ErrorPrinter
{
    public static int Print(Exception error, Command command, CliHost host, bool verbose)
    {
        var shown = error as CliException ?? Translate(error);
        host.Flush();
        host.Error.WriteLine($"nba: error: {shown.Message}");
        Line(host, "where", shown.Where);
        Line(host, "found", shown.Values);
        Line(host, "to do", shown.Remedy ?? (shown.ExitCode == ExitCode.Usage ? $"see {HelpText.PathOf(command)} --help" : null));
        if (verbose)
        {
            host.Error.WriteLine(error.ToString());
        }

        return shown.ExitCode;
    }

    private static void Line(CliHost host, string label, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            host.Error.WriteLine($"  {label}: {text.ReplaceLineEndings("\n         ")}");
        }
    }

    private static CliException Translate(Exception error) =>
        error switch
        {
            KafkaException
            {
                Error.Code: ErrorCode.Local_Transport
                    or ErrorCode.Local_AllBrokersDown
                    or ErrorCode.Local_TimedOut
                    or ErrorCode.Local_Resolve
                    or ErrorCode.RequestTimedOut
            } kafka => new CliException(
                ExitCode.NotReady,
                "Kafka does not answer",
                values: kafka.Error.Reason,
                remedy: "check --bootstrap, or start it with nba run",
                inner: error
            ),
            KafkaException kafka => new CliException(
                ExitCode.Failed,
                $"Kafka refused: {kafka.Error.Reason}",
                values: $"error code {kafka.Error.Code}",
                inner: error
            ),
            InvalidOperationException when error.Message.Contains("configuration property", StringComparison.OrdinalIgnoreCase) =>
                new CliException(ExitCode.Usage, "librdkafka refuses a setting given with -X", values: error.Message, inner: error),
            UnauthorizedAccessException => new CliException(
                ExitCode.Failed,
                error.Message,
                remedy: "check owner and mode of the file, or choose another --data-dir",
                inner: error
            ),
            IOException io => new CliException(ExitCode.Failed, io.Message, remedy: "check disk space and file system", inner: error),
            _ => new CliException(
                ExitCode.Failed,
                $"{error.Message} ({error.GetType().Name})",
                remedy: "run again with -v for the stack",
                inner: error
            ),
        };
}
