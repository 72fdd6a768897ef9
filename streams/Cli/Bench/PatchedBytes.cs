using NbaPipeline.Dataflow;

namespace NbaPipeline.Cli.Bench;

/// <summary>Borrowed bytes whose first byte is another.</summary>
internal readonly record struct PatchedBytes(BorrowedBytes Bytes, byte First);
