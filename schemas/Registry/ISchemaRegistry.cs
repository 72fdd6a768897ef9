using NbaPipeline.Avro;

namespace NbaPipeline.SchemaRegistry;

/// <summary>
/// Gives schemas their ids. The first call reads the registry's topic to its end; every member may throw
/// <see cref="SchemaLogException"/> when the topic cannot be read or written in time. Thread-safe; calls that hit what was read before
/// do no I/O.
/// </summary>
public interface ISchemaRegistry
{
    /// <summary>
    /// Registers a schema as the next version of a subject, after checking it against the versions there are. A schema that
    /// the subject holds already keeps its id.
    /// </summary>
    /// <returns>The schema's id.</returns>
    /// <exception cref="IncompatibleSchemaException">The subject's level refuses it; nothing was written.</exception>
    int Register(string subject, AvroSchema schema);

    /// <summary>The schema that a frame was written with.</summary>
    /// <exception cref="SchemaNotFoundException">No schema has the id.</exception>
    AvroSchema GetById(int id);

    /// <summary>The highest version of a subject that is not deleted; null if there is none.</summary>
    RegisteredSchema? GetLatest(string subject);

    /// <summary>One version of a subject.</summary>
    /// <exception cref="SchemaNotFoundException">The subject has no such version, or it is deleted.</exception>
    RegisteredSchema GetVersion(string subject, int version);

    /// <summary>The versions of a subject that are not deleted, ascending; empty for an unknown subject.</summary>
    IReadOnlyList<int> Versions(string subject);

    /// <summary>All subjects with at least one version, in ordinal order, as of now (reads to the end).</summary>
    IReadOnlyList<string> Subjects();

    /// <summary>Why <see cref="Register"/> would refuse the schema; empty if it would not. Writes nothing.</summary>
    IReadOnlyList<IncompatibilityReason> CheckCompatibility(string subject, AvroSchema schema);

    /// <summary>The level that holds for a subject: its own, else the global one, else BACKWARD.</summary>
    CompatibilityLevel GetCompatibility(string subject);

    /// <summary>Sets the level of a subject, or of all subjects without their own (null).</summary>
    void SetCompatibility(string? subject, CompatibilityLevel level);
}
