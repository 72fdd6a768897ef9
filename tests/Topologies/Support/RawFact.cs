using NbaPipeline.Contracts;

namespace NbaPipeline.Topologies.Tests.Support;

/// <summary>One raw record as a source would produce it.</summary>
internal sealed record RawFact(Topic Topic, string Key, object Value, long TimeMs);
