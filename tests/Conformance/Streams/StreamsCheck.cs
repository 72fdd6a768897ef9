namespace NbaPipeline.Conformance.Tests.Streams;

/// <summary>What a reader of committed records sees of a job's output.</summary>
/// <param name="Records">Records written; how often a count is written depends on when it was committed.</param>
/// <param name="Keys">Different keys.</param>
/// <param name="Sum">Sum of each key's last value, where it is a count.</param>
/// <param name="Crc">Sum of the CRC-32 of each key with its last value.</param>
internal sealed record StreamsCheck(long Records, long Keys, long Sum, string Crc);
