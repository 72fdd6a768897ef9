using NbaPipeline.Avro;
using NbaPipeline.Materialiser.Decoding;

namespace NbaPipeline.Materialiser.Tables;

/// <summary>What a writer schema means for a table: a plan, or columns to alter first, or why its records cannot become rows.</summary>
internal sealed record SchemaPlan
{
    public RecordPlan? Plan { get; private init; }

    public RecordSchema? Schema { get; private init; }

    public IReadOnlyList<TableColumn> Added { get; private init; } = [];

    public IReadOnlyList<TableColumn> Widened { get; private init; } = [];

    public string? Error { get; private init; }

    public static SchemaPlan Ready(RecordPlan plan) => new() { Plan = plan };

    public static SchemaPlan Altering(RecordSchema schema, IReadOnlyList<TableColumn> added, IReadOnlyList<TableColumn> widened) =>
        new()
        {
            Schema = schema,
            Added = added,
            Widened = widened,
        };

    public static SchemaPlan Failed(string error) => new() { Error = error };
}
