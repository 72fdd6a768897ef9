using NbaPipeline.Avro.Json;

namespace NbaPipeline.Avro;

/// <summary>One schema text of a <see cref="SchemaSet"/> and what became of it.</summary>
internal sealed class SchemaFile(string path)
{
    public string Path { get; } = path;

    public JsonValue? Json { get; set; }

    public AvroSchema? Schema { get; set; }

    public AvroSchemaException? Error { get; set; }

    /// <summary>Set once parsing has begun: files may refer to each other in a circle.</summary>
    public bool IsStarted { get; set; }

    /// <summary>The named types that this file defines, outermost first.</summary>
    public List<NamedSchema> Defined { get; } = [];
}
