using NbaPipeline.Avro;

namespace NbaPipeline.Materialiser;

/// <summary>Which table a topic becomes and what identifies a row of it.</summary>
public sealed record TableMapping
{
    private const int NameParts = 3;

    /// <summary>Maps <c>nba.&lt;stage&gt;.&lt;entity&gt;</c> to table <c>&lt;stage&gt;.&lt;entity&gt;</c>.</summary>
    /// <param name="topic">The topic; a fourth part of the name and more joins the entity with underscores.</param>
    /// <param name="schema">The record's schema as this build knows it: its fields are the first columns.</param>
    /// <param name="keyColumns">Fields that identify a row, the newest record of one identity being the row; none: every record is a row.</param>
    /// <exception cref="ArgumentException">The name has another form, the schema is no record, or a key is not a field of it.</exception>
    public TableMapping(string topic, AvroSchema schema, params IReadOnlyList<string> keyColumns)
    {
        var parts = topic.Split('.', NameParts);
        if (parts.Length < NameParts || parts.Any(part => part.Length == 0))
        {
            throw new ArgumentException($"Topic '{topic}' is not named <prefix>.<stage>.<entity>, so it has no table name.", nameof(topic));
        }

        Topic = topic;
        Stage = parts[1];
        Entity = parts[2].Replace('.', '_');
        Schema =
            schema as RecordSchema
            ?? throw new ArgumentException($"The schema of {topic} is {schema.TypeName}, not a record.", nameof(schema));
        KeyColumns = keyColumns;
        if (keyColumns.FirstOrDefault(key => Schema.Find(key) is null) is { } missing)
        {
            throw new ArgumentException(
                $"Key column '{missing}' of {topic} is no field of {Schema.FullName}; its fields are {string.Join(", ", Schema.Fields.Select(f => f.Name))}.",
                nameof(keyColumns)
            );
        }
    }

    /// <summary>The topic.</summary>
    public string Topic { get; }

    /// <summary>The DuckDB schema.</summary>
    public string Stage { get; }

    /// <summary>The table's name in it.</summary>
    public string Entity { get; }

    /// <summary>The record as this build knows it.</summary>
    public RecordSchema Schema { get; }

    /// <summary>What identifies a row; empty: every record is a row.</summary>
    public IReadOnlyList<string> KeyColumns { get; }

    /// <summary>True when every record is a row.</summary>
    public bool IsAppend => KeyColumns.Count == 0;

    /// <summary>The name as people write it, <c>stage.entity</c>.</summary>
    public string Table => $"{Stage}.{Entity}";
}
