using System.Text;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage;

internal sealed record StoredBatch(BatchHeader Header, byte[] Bytes)
{
    public List<string> Values()
    {
        List<string> values = [];
        var walker = new RecordWalker(Bytes.AsSpan(BatchLayout.Records));
        while (walker.TryNext())
        {
            values.Add(Encoding.UTF8.GetString(walker.Value));
        }
        walker.IsMalformed.ShouldBeFalse();
        return values;
    }
}
