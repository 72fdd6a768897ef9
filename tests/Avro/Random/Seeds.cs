using System.Globalization;
using Xunit.Abstractions;

namespace NbaPipeline.Avro.Tests.Random;

/// <summary>Random numbers whose seed is printed, and can be given back by AVRO_TEST_SEED.</summary>
internal static class Seeds
{
    public static System.Random New(ITestOutputHelper log)
    {
        var given = Environment.GetEnvironmentVariable("AVRO_TEST_SEED");
        var seed = given is null
            ? System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue)
            : int.Parse(given, CultureInfo.InvariantCulture);
        log.WriteLine($"AVRO_TEST_SEED={seed}");
        return new System.Random(seed);
    }
}
