using NbaPipeline.Avro;

namespace NbaPipeline.SchemaRegistry;

/// <summary>One version of a subject.</summary>
/// <param name="Subject">For the values of a topic: <c>&lt;topic&gt;-value</c>.</param>
/// <param name="Version">1, 2, ... within the subject.</param>
/// <param name="Id">The id that frames carry; one per schema in the whole cluster.</param>
/// <param name="Schema">The schema.</param>
public sealed record RegisteredSchema(string Subject, int Version, int Id, AvroSchema Schema);
