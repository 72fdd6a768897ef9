using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Tables;

internal sealed partial class TopicTable
{
    /// <summary>Puts the staged records into the tables, within the running transaction.</summary>
    public void Merge()
    {
        if (_appender is null)
        {
            return;
        }

        _appender.Flush();
        if (!Mapping.IsAppend)
        {
            Supersede();
        }

        Insert();
        Abandon();
    }

    /// <summary>Leaves of each identity its last record of the batch, and of the tables the rows that it does not replace.</summary>
    private void Supersede()
    {
        var staged = Names.Staged;
        var keys = Mapping.KeyColumns;
        if (_deletes > 0)
        {
            var deleted = $"""(SELECT "$key" FROM {staged} WHERE "$delete")""";
            _connection.Execute(
                $"DELETE FROM {Names.Table} AS t USING {Names.Meta} AS m WHERE {TableNames.SameIdentity(keys, "t", "m")} AND m.record_key IN {deleted}"
            );
            _connection.Execute($"DELETE FROM {Names.Meta} WHERE record_key IN {deleted}");
            _connection.Execute(
                $"""
                DELETE FROM {staged} AS s USING (SELECT "$key", max("$order") AS last FROM {staged} WHERE "$delete" GROUP BY ALL) AS d
                WHERE s."$key" = d."$key" AND s."$order" <= d.last
                """
            );
        }

        _connection.Execute(
            $"""DELETE FROM {staged} WHERE "$order" NOT IN (SELECT max("$order") FROM {staged} GROUP BY {TableNames.List(keys)})"""
        );
        _connection.Execute($"DELETE FROM {Names.Table} AS t USING {staged} AS s WHERE {TableNames.SameIdentity(keys, "t", "s")}");
        _connection.Execute($"DELETE FROM {Names.Meta} AS t USING {staged} AS s WHERE {TableNames.SameIdentity(keys, "t", "s")}");
    }

    private void Insert()
    {
        var fields = _columns.Select(c => c.Name).ToList();
        var keys = TableNames.List(Mapping.IsAppend ? TableNames.AppendKey.Select(c => c.Name) : Mapping.KeyColumns);
        var stagedKeys = Mapping.IsAppend ? TableNames.List(["$partition", "$number"]) : keys;
        var names = TableNames.List(fields) + (Mapping.IsAppend ? ", " + keys : "");
        var values = TableNames.List(fields) + (Mapping.IsAppend ? ", " + stagedKeys : "");
        _connection.Execute($"""INSERT INTO {Names.Table} ({names}) SELECT {values} FROM {Names.Staged}""");
        _connection.Execute(
            $"""
            INSERT INTO {Names.Meta} ({keys}, {TableNames.List(TableNames.MetaColumns.Select(c => c.Name))})
            SELECT {stagedKeys}, {DuckDbIdentifier.Literal(Mapping.Topic)}, "$partition", "$offset", "$time", "$key"
            FROM {Names.Staged}
            """
        );
    }
}
