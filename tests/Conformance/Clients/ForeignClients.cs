namespace NbaPipeline.Conformance.Tests.Clients;

/// <summary>Where the foreign clients are that eng/kafka-clients-peer gets, and the scripts that drive them.</summary>
internal static class ForeignClients
{
    private const string HowToGet = "eng/kafka-clients-peer gets it, or says why not";

    public static string Kcat => Path.Combine(Repository.Root, ".native", "kafka-clients", "bin", "kcat");

    public static string Python => Path.Combine(Repository.Root, ".native", "kafka-clients", "bin", "python3-kafka");

    public static string? WhyNoKcat => File.Exists(Kcat) ? null : $"no kcat: {HowToGet}";

    public static string? WhyNoPython => File.Exists(Python) ? null : $"no Python with kafka-python: {HowToGet}";

    public static string? WhyNoKafkaJs =>
        ExternalTool.Find("node") is null ? "no node on PATH"
        : Directory.Exists(Script("node_modules/kafkajs")) ? null
        : $"no kafkajs: {HowToGet}";

    public static string? WhyNoJavaTools =>
        !File.Exists(Repository.KafkaScript) ? "no tools of Apache Kafka at ../shared/kafka beside the repository"
        : ExternalTool.Find("java") is null ? "no java on PATH"
        : null;

    public static string Script(string name) => Path.Combine(Repository.Root, "tests", "Conformance", "peer", name);
}
