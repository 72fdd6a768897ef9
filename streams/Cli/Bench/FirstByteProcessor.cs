using NbaPipeline.Dataflow;

namespace NbaPipeline.Cli.Bench;

/// <summary>Adds one to the first byte of each value, in a buffer that is used again for the next record.</summary>
internal sealed class FirstByteProcessor : Processor<BorrowedBytes, BorrowedBytes, BorrowedBytes, BorrowedBytes>
{
    private IProcessorContext<BorrowedBytes, BorrowedBytes> _context = null!;
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(4096, pinned: true);

    public override void Init(IProcessorContext<BorrowedBytes, BorrowedBytes> context) => _context = context;

    public override void Process(in Record<BorrowedBytes, BorrowedBytes> record)
    {
        var value = record.Value.Span;
        if (value.Length > _buffer.Length)
        {
            _buffer = GC.AllocateUninitializedArray<byte>(value.Length * 2, pinned: true);
        }
        value.CopyTo(_buffer);
        _buffer[0]++;
        _context.Forward(record.WithValue(new BorrowedBytes(_buffer.AsSpan(0, value.Length))));
    }
}
