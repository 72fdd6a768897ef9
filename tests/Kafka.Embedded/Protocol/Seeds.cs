using System.Globalization;
using Xunit.Abstractions;

namespace NbaPipeline.Kafka.Embedded.Tests.Protocol;

/// <summary>Random numbers whose seed is printed, and can be given back by KAFKA_TEST_SEED.</summary>
internal static class Seeds
{
    public static Random New(ITestOutputHelper log)
    {
        var given = Environment.GetEnvironmentVariable("KAFKA_TEST_SEED");
        var seed = given is null
            ? System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue)
            : int.Parse(given, CultureInfo.InvariantCulture);
        log.WriteLine($"KAFKA_TEST_SEED={seed}");
        return new Random(seed);
    }
}
