using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using NbaPipeline.Avro;
using NbaPipeline.Dataflow;

namespace NbaPipeline.Topologies;

/// <summary>
/// Lets a record pass when it differs from the last one of its key in what it says. The store keeps 8 bytes per key: the start of the SHA-256 over the
/// encoded record, with the fields that only tell when the version was made set aside.
/// </summary>
internal sealed class EmitOnChange<T>(string storeName, Func<T, T> withoutVersionTime) : Processor<string, T, string, T>
    where T : class, IAvroRecord<T>
{
    private readonly ArrayBufferWriter<byte> _scratch = new();
    private IProcessorContext<string, T> _context = null!;
    private IKeyValueStore<string, long> _hashes = null!;

    public override void Init(IProcessorContext<string, T> context)
    {
        _context = context;
        _hashes = context.GetStateStore<IKeyValueStore<string, long>>(storeName);
    }

    public override void Process(in Record<string, T> record)
    {
        var hash = Hash(withoutVersionTime(record.Value));
        if (_hashes.TryGet(record.Key, out var last) && last == hash)
            return;
        _hashes.Put(record.Key, hash);
        _context.Forward(record);
    }

    private long Hash(T value)
    {
        _scratch.ResetWrittenCount();
        var writer = new AvroWriter(_scratch);
        value.Encode(ref writer);
        writer.Flush();
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_scratch.WrittenSpan, digest);
        return BinaryPrimitives.ReadInt64BigEndian(digest);
    }
}
