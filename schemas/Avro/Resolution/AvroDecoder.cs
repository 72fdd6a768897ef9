using System.Buffers;

namespace NbaPipeline.Avro;

/// <summary>
/// Reads records that were written with a given schema, which may be another version than <typeparamref name="T"/>'s own.
/// Make one per writer schema and keep it; it may be used by several threads.
/// </summary>
public sealed class AvroDecoder<T>
    where T : IAvroRecord<T>
{
    private readonly ResolutionPlan _plan;

    private AvroDecoder(ResolutionPlan plan) => _plan = plan;

    /// <summary>True when bodies are decoded as they are, without a detour over the reader's encoding.</summary>
    public bool IsDirect => _plan.IsIdentity;

    /// <exception cref="AvroException">No value of <paramref name="writerSchema"/> can be read as a <typeparamref name="T"/>; all reasons are named.</exception>
    public static AvroDecoder<T> For(AvroSchema writerSchema) => new(ResolutionPlan.Compile(T.Schema, writerSchema));

    /// <summary>Reads one body; all of it must be used.</summary>
    /// <exception cref="AvroException">The body is malformed or holds a value that <typeparamref name="T"/> cannot.</exception>
    public T Decode(ReadOnlySpan<byte> body)
    {
        if (IsDirect)
        {
            return AvroCodec.Decode<T>(body);
        }

        var output = ScratchBuffer.Rent();
        try
        {
            _plan.Run(body, output);
            return AvroCodec.Decode<T>(output.WrittenSpan);
        }
        finally
        {
            ScratchBuffer.Return(output);
        }
    }
}
