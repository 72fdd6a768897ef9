using NbaPipeline.Avro;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Decoding;

internal sealed class DurationReader : FieldReader
{
    public override void Read(ref AvroReader reader, AppenderColumn column)
    {
        var duration = reader.ReadDuration();
        column.Append(
            new DuckDbInterval(
                checked((int)duration.Months),
                checked((int)duration.Days),
                duration.Milliseconds * TimeSpan.MicrosecondsPerMillisecond
            )
        );
    }
}
