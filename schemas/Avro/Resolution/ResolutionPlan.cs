using System.Buffers;

namespace NbaPipeline.Avro;

/// <summary>
/// Turns bodies of a writer's schema into bodies of a reader's schema. Compile it once per pair of schemas and keep it; it
/// may be used by several threads.
/// </summary>
public sealed class ResolutionPlan
{
    private readonly PlanNode _root;

    private ResolutionPlan(AvroSchema reader, AvroSchema writer, PlanNode root)
    {
        Reader = reader;
        Writer = writer;
        _root = root;
    }

    public AvroSchema Reader { get; }

    public AvroSchema Writer { get; }

    /// <summary>Both have the same encoding: a body of the writer is one of the reader as it is.</summary>
    public bool IsIdentity => _root is CopyNode;

    /// <summary>
    /// Compiles the plan. Values that the reader cannot hold (a branch of a union, a symbol of an enum) raise an error only
    /// when they come.
    /// </summary>
    /// <exception cref="AvroException">No value of the writer can be read with the reader's schema; all reasons are named.</exception>
    public static ResolutionPlan Compile(AvroSchema reader, AvroSchema writer)
    {
        var root = new PlanCompiler().Compile(reader, writer);
        if (root is FailNode)
        {
            var reasons = SchemaCompatibility.CheckBackward(reader, writer);
            throw new AvroException($"data of {writer.TypeName} cannot be read as {reader.TypeName}: {string.Join("; ", reasons)}");
        }

        return new ResolutionPlan(reader, writer, root);
    }

    /// <summary>Writes the reader's body for a body of the writer; all of it must be used.</summary>
    /// <exception cref="AvroException">The body is malformed or holds a value that the reader's schema cannot; offset and path are the writer's.</exception>
    public void Run(ReadOnlySpan<byte> body, IBufferWriter<byte> output)
    {
        var reader = new AvroReader(body, Writer);
        var writer = new AvroWriter(output);
        _root.Run(ref reader, ref writer);
        reader.EnsureEnd();
        writer.Flush();
    }
}
