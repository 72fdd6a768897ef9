namespace NbaPipeline.Cli;

/// <summary>Names of what lies in a data dir. Nothing is created by asking.</summary>
internal sealed record DataFolder(string Path)
{
    /// <summary>Held by the `nba run` that works on this folder.</summary>
    public string RunLock => In("run.lock");

    /// <summary>Shared by everyone who uses the folder's Kafka, exclusive for whoever stops it.</summary>
    public string BrokerLock => In("broker.lock");

    /// <summary>Which Kafka this folder belongs to.</summary>
    public string BrokerNote => In("broker.json");

    /// <summary>Data of the embedded broker.</summary>
    public string Broker => In("broker");

    /// <summary>Data of the Apache Kafka started for this folder.</summary>
    public string Kafka => In("kafka");

    /// <summary>Output of the script that starts it.</summary>
    public string KafkaLog => In("kafka.log");

    /// <summary>Consistent snapshot for readers, published by the materialiser.</summary>
    public string ReadDatabase => In("read.duckdb");

    /// <summary>The materialiser's own file; open for writing while a run is on.</summary>
    public string LiveDatabase => In("nba.duckdb");

    /// <summary>What an application keeps locally.</summary>
    public string StateOf(string applicationId) => In($"state/{applicationId}");

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
