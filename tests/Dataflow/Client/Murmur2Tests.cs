using System.Globalization;

namespace NbaPipeline.Dataflow.Tests.Client;

public sealed class Murmur2Tests
{
    [Fact]
    public void Hashes_of_the_committed_sample_equal_those_of_the_Java_client()
    {
        var sample = Path.Combine(Repository.Root, "tests", "Dataflow", "Client", "murmur2.csv");
        Agrees(File.ReadAllLines(sample)).ShouldBe(200);
    }

    [SkippableFact]
    public void Hashes_of_ten_thousand_keys_equal_those_of_the_Java_client()
    {
        Skip.IfNot(File.Exists(Repository.KafkaScript), "no ../shared/kafka to ask the Java client");
        const int Seed = 7;
        var source = Path.Combine(Repository.Root, "tests", "Dataflow", "Client", "Murmur2Golden.java");
        var (code, output) = KafkaBroker.Run("java", source, "10000", $"{Seed}");
        Skip.If(code != 0, $"no JDK: {output}");

        Agrees(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(10_000, $"seed {Seed}");
    }

    /// <summary>Java: Utils.toPositive(murmur2(key)) % partitions.</summary>
    private static int Agrees(string[] lines)
    {
        foreach (var line in lines)
        {
            var comma = line.IndexOf(',', StringComparison.Ordinal);
            var key = Convert.FromHexString(line.AsSpan(0, comma));
            var hash = int.Parse(line.AsSpan(comma + 1), CultureInfo.InvariantCulture);
            foreach (var partitions in (int[])[1, 7, 12, 100])
                Murmur2.Partition(key, partitions).ShouldBe((hash & int.MaxValue) % partitions, line);
        }
        return lines.Length;
    }
}
