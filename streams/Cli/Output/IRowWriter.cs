namespace NbaPipeline.Cli;

/// <summary>Prints rows of one result. Rows come one at a time, so that a result larger than memory can be printed.</summary>
internal interface IRowWriter
{
    /// <summary>Once, before the first row.</summary>
    void Begin(IReadOnlyList<Column> columns);

    void Row(IReadOnlyList<object?> values);

    /// <summary>Makes what was printed visible now; for results that go on.</summary>
    void Flush();

    /// <summary>Once, after the last row.</summary>
    void End();
}
