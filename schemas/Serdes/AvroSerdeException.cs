namespace NbaPipeline.AvroSerdes;

/// <summary>A value that cannot be read or written: wrong frame, unknown schema, malformed, truncated or surplus bytes.</summary>
public sealed class AvroSerdeException : Exception
{
    internal AvroSerdeException(string subject, int? schemaId, int byteOffset, string reason, Exception? inner = null)
        : base(Compose(subject, schemaId, byteOffset, reason), inner)
    {
        Subject = subject;
        SchemaId = schemaId;
        ByteOffset = byteOffset;
        Reason = reason;
    }

    /// <summary>The subject of the serde; for values of a topic <c>&lt;topic&gt;-value</c>.</summary>
    public string Subject { get; }

    /// <summary>The id in the frame; null when there is none, or when writing.</summary>
    public int? SchemaId { get; }

    /// <summary>Where the trouble starts, in bytes from the start of the frame (the body starts at 5); -1 when writing.</summary>
    public int ByteOffset { get; }

    /// <summary>What is wrong, without the place.</summary>
    public string Reason { get; }

    private static string Compose(string subject, int? schemaId, int byteOffset, string reason)
    {
        var id = schemaId is { } known ? FormattableString.Invariant($", schema id {known}") : "";
        var at = byteOffset >= 0 ? FormattableString.Invariant($", byte {byteOffset}") : "";
        return $"{subject}{id}{at}: {reason}";
    }
}
