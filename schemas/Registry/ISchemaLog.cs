namespace NbaPipeline.SchemaRegistry;

/// <summary>The append-only log that decides which registration came first. One writer's failure never blocks another.</summary>
internal interface ISchemaLog : IDisposable
{
    /// <summary>Where the log lives, for messages: <c>_schemas at 127.0.0.1:9092</c>.</summary>
    string Name { get; }

    /// <summary>Makes the log ready (creates the topic if it is absent). Called once before the first read, again if it threw.</summary>
    void Open();

    /// <summary>Writes durably. When this throws, the record may have been written all the same.</summary>
    /// <returns>The offset of the record.</returns>
    long Append(byte[] key, byte[] value);

    /// <summary>The offset that the next record would get; every acknowledged record lies below it.</summary>
    long EndOffset();

    /// <summary>
    /// Visits the records with <c>from &lt;= offset &lt; end</c> in offset order. Offsets may have gaps (compaction); when this
    /// returns there is nothing unvisited below <paramref name="end"/>.
    /// </summary>
    void Read(long from, long end, int timeoutMs, Action<SchemaLogEntry> visit);
}
