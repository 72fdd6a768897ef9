namespace NbaPipeline.SchemaRegistry;

/// <summary>A decoded record of the log.</summary>
internal abstract record SchemaLogRecord
{
    private SchemaLogRecord() { }

    public sealed record Schema(SchemaEntry Entry) : SchemaLogRecord;

    /// <summary>A version is gone for good.</summary>
    public sealed record Tombstone(SchemaKey Key) : SchemaLogRecord;

    /// <summary>A level; null subject = all subjects, null level = back to the default.</summary>
    public sealed record Config(string? Subject, CompatibilityLevel? Level) : SchemaLogRecord;

    /// <summary>All versions up to this one are soft-deleted.</summary>
    public sealed record DeleteSubject(string Subject, int UpToVersion) : SchemaLogRecord;

    /// <summary>A kind that says nothing to us: NOOP, MODE, CONTEXT, CLEAR_SUBJECT.</summary>
    public sealed record PassedOver(string KeyType) : SchemaLogRecord;

    /// <summary>Not a registry record, or a broken one.</summary>
    public sealed record Unreadable(string Reason) : SchemaLogRecord;
}
