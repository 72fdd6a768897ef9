using System.Buffers;

namespace NbaPipeline.Dataflow;

/// <summary>Turns values of one type into bytes and back. Must be deterministic and safe for use by several threads.</summary>
public interface ISerde<T>
{
    /// <summary>Appends the bytes of <paramref name="value"/> to <paramref name="output"/>.</summary>
    void Serialize(T value, IBufferWriter<byte> output);

    /// <summary>
    /// Reads a value from <paramref name="data"/>, all of which belongs to it. Any exception makes the record undecodable: it
    /// goes to the dead letter topic, or stops the application, as the options say.
    /// </summary>
    T Deserialize(ReadOnlySpan<byte> data);
}
