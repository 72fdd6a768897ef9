using NbaPipeline.Dataflow.Client.Kafka.Native;

namespace NbaPipeline.Dataflow.Client.Kafka;

/// <summary>Classifies the error objects of transaction calls.</summary>
internal static unsafe class TransactionErrors
{
    /// <summary>Throws what the error object means and frees it; does nothing for 0.</summary>
    /// <param name="error">rd_kafka_error_t, or 0.</param>
    /// <param name="bootstrap">Who was asked.</param>
    /// <param name="operation">The call, for the message.</param>
    /// <param name="timeoutMs">The time it was given.</param>
    /// <param name="mayHaveHappened">
    /// The broker may have carried the call out although no answer came: no answer then means an unknown outcome, which must
    /// not be retried or aborted on the same producer (KAFKA-17754), whatever librdkafka's retriable flag says.
    /// </param>
    public static void Throw(nint error, string bootstrap, string operation, int timeoutMs, bool mayHaveHappened)
    {
        if (error == 0)
            return;
        var code = Rd.ErrorCode(error);
        var kind = Classify(
            code,
            Rd.ErrorIsFatal(error) != 0,
            Rd.ErrorRequiresAbort(error) != 0,
            Rd.ErrorIsRetriable(error) != 0,
            mayHaveHappened
        );
        var text = Utf8.Text(Rd.ErrorText(error));
        Rd.ErrorDestroy(error);
        throw kind == ClientErrorKind.Unreachable
            ? ClientErrors.Unreachable(bootstrap, operation, timeoutMs, code)
            : new ClientException(
                kind,
                code,
                $"{operation} failed at {bootstrap}: {text} ({Utf8.Text(Rd.CodeName(code))}). {Advice(kind)}"
            );
    }

    public static ClientErrorKind Classify(int code, bool fatal, bool requiresAbort, bool retriable, bool mayHaveHappened)
    {
        var kind = ClientErrors.Kind(code);
        if (kind == ClientErrorKind.Fenced)
            return kind;
        if (kind == ClientErrorKind.Unreachable)
            return mayHaveHappened ? ClientErrorKind.Indefinite : kind;
        if (fatal)
            return ClientErrorKind.Fatal;
        if (requiresAbort)
            return ClientErrorKind.RequiresAbort;
        return retriable ? ClientErrorKind.Retriable : ClientErrorKind.Fatal;
    }

    private static string Advice(ClientErrorKind kind) =>
        kind switch
        {
            ClientErrorKind.Fenced => "Another producer or group member took over.",
            ClientErrorKind.RequiresAbort => "The transaction must be aborted.",
            ClientErrorKind.Indefinite => "Whether it was carried out is unknown: make the producer anew and read the committed offsets.",
            ClientErrorKind.Retriable => "The call may be repeated.",
            _ => "The producer must be made anew.",
        };
}
