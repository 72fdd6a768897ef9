namespace NbaPipeline.Cli.Run;

/// <summary>One line of the live table.</summary>
/// <param name="Name">Stage.</param>
/// <param name="InPerSecond">Input offsets committed per second since the last look.</param>
/// <param name="OutPerSecond">Output offsets per second.</param>
/// <param name="Lag">Input offsets not committed yet.</param>
/// <param name="AgeMs">Event time between the source and this stage; null when unknown.</param>
/// <param name="DeadLetters">Records its inputs lost to dead-letter topics.</param>
/// <param name="State">One word.</param>
internal sealed record StageRow(
    string Name,
    double InPerSecond,
    double OutPerSecond,
    long Lag,
    long? AgeMs,
    long DeadLetters,
    string State
);
