namespace NbaPipeline.Conformance.Tests.Differential;

/// <summary>One thing a client does.</summary>
/// <param name="Text">What it does, for people.</param>
/// <param name="RunAsync">Does it on one broker and tells what the client sees, as text that is equal when the brokers agree.</param>
internal sealed record Step(string Text, Func<Peer, Task<string>> RunAsync);
