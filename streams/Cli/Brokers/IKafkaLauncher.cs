namespace NbaPipeline.Cli;

/// <summary>Starts and stops the Kafka of a folder. One implementation runs the kafka script; tests have another.</summary>
internal interface IKafkaLauncher
{
    /// <summary>Folder of the distribution.</summary>
    string Home { get; }

    /// <summary>
    /// Starts the broker on its data, or waits for the start that is on, and returns host:port once it serves. Idempotent: a second
    /// call, also from another process, finds the broker of the first.
    /// </summary>
    Task<string> StartAsync(string dataDir, int port, CancellationToken cancel);

    Task StopAsync(string dataDir, CancellationToken cancel);

    /// <summary>Process id of a live broker on this data, also one that nobody noted; null when there is none.</summary>
    int? FindProcess(string dataDir);
}
