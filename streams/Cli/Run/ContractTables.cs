using NbaPipeline.Contracts;
using NbaPipeline.Materialiser;

namespace NbaPipeline.Cli.Run;

/// <summary>Which topic becomes which table.</summary>
internal static class ContractTables
{
    /// <summary>One mapping for each topic of the flow.</summary>
    public static IReadOnlyList<TableMapping> All { get; } =
    [.. Topics.Flow.Select(t => new TableMapping(t.Name, t.ValueSchema!, t.RowIdentity))];
}
