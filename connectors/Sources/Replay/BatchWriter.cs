using System.Text;

namespace NbaPipeline.Sources;

/// <summary>Hands records of the replay order to a producer, with their headers.</summary>
internal sealed class BatchWriter(IReadOnlyList<TableFile> files, LoadedRows rows)
{
    private readonly byte[][] _layouts = files.Select(file => Encoding.UTF8.GetBytes(file.Layout.Name)).ToArray();

    public void Write(ISourceProducer producer, in RowRef row)
    {
        var hash = ContentHash.Hex(row.Hash);
        var headers = rows.DeadLetters.TryGetValue((row.File, row.Row), out var dead)
            ? dead.Headers(hash)
            : [new(SourceHeaders.Source, _layouts[row.File]), new(SourceHeaders.ContentHash, Encoding.ASCII.GetBytes(hash))];
        producer.Produce(new SourceRecord(rows.Topics[row.Topic], rows.Buffer.Key(row), rows.Buffer.Value(row), row.TimeMs, headers));
    }
}
