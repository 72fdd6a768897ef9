namespace NbaPipeline.SchemaRegistry;

/// <summary>A SCHEMA record as the log has it.</summary>
/// <param name="Key">Subject and version.</param>
/// <param name="Id">The id that frames carry.</param>
/// <param name="Type"><c>AVRO</c>, or what a foreign registry wrote.</param>
/// <param name="Text">The schema as it was registered.</param>
/// <param name="HasReferences">The text needs other schemas; only a foreign registry writes such.</param>
/// <param name="Identity">Equal for texts that are the same schema; see <see cref="SchemaIdentity"/>.</param>
/// <param name="Deleted">Soft-deleted: data of it can still be read.</param>
/// <param name="RawKey">The key as written; compaction goes by these bytes.</param>
/// <param name="RawValue">The value as written, with fields that we do not know.</param>
internal sealed record SchemaEntry(
    SchemaKey Key,
    int Id,
    string Type,
    string Text,
    bool HasReferences,
    string Identity,
    bool Deleted,
    byte[] RawKey,
    byte[] RawValue
)
{
    public bool IsSameAs(SchemaEntry other) => Id == other.Id && Identity == other.Identity;
}
