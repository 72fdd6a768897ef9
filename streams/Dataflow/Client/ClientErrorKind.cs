namespace NbaPipeline.Dataflow.Client;

/// <summary>What a caller has to do about a client error.</summary>
internal enum ClientErrorKind
{
    /// <summary>The same call may be repeated.</summary>
    Retriable,

    /// <summary>The transaction must be aborted; the producer stays usable.</summary>
    RequiresAbort,

    /// <summary>
    /// It is unknown whether the broker carried out the call. The producer must be thrown away and made anew with the same
    /// transactional id, and the committed offsets read again (engine: KAFKA-17754).
    /// </summary>
    Indefinite,

    /// <summary>Another producer or group generation took over: tasks are lost.</summary>
    Fenced,

    /// <summary>One record can never be sent (too large, no such partition).</summary>
    BadRecord,

    /// <summary>The broker cannot be reached, or does not know the topic, within the time given.</summary>
    Unreachable,

    /// <summary>The client can do nothing any more.</summary>
    Fatal,
}
