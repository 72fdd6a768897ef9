using System.Globalization;
using System.IO.Compression;
using NbaPipeline.Kafka.Embedded.Generator;

namespace NbaPipeline.Kafka.Embedded.Tests.Protocol;

/// <summary>
/// Bytes that the classes of Apache Kafka 4.3.1 wrote for fields whose values follow from their names: a field in the wrong place, of the
/// wrong type or under the wrong name shows. <c>Vectors/Vectors.java</c> printed them and says how. Versions older than that release writes
/// are left to the round trips.
/// </summary>
public sealed class ReferenceVectorTests
{
    /// <summary>Older than Apache Kafka 4.3.1 writes (spec section 5).</summary>
    private static readonly Dictionary<string, int> OldestWritten = new()
    {
        ["Produce"] = 3,
        ["CreateTopics"] = 2,
        ["DeleteTopics"] = 1,
        ["DescribeConfigs"] = 1,
    };

    [Theory]
    [InlineData("full", false)]
    [InlineData("nulls", true)]
    public void What_is_written_equals_the_bytes_of_the_reference(string variant, bool withNulls)
    {
        foreach (var (message, bytes) in Vectors(variant))
        {
            var written = message.Write(message.Create(new PathValues(withNulls)));

            Convert.ToHexStringLower(written).ShouldBe(Convert.ToHexStringLower(bytes), message.ToString());
        }
    }

    [Theory]
    [InlineData("full", false)]
    [InlineData("nulls", true)]
    public void The_bytes_of_the_reference_read_as_their_values(string variant, bool withNulls)
    {
        foreach (var (message, bytes) in Vectors(variant))
        {
            var read = message.Read(bytes);

            var expected = message.Create(new PathValues(withNulls));
            MessageComparer.ShouldHaveTravelled(read, expected, message.Message.Fields, message.Version, message.Message.Name);
        }
    }

    [Fact]
    public void Numbers_that_nobody_sets_are_those_of_the_reference()
    {
        foreach (var (message, bytes) in Vectors("defaults"))
        {
            ShouldHaveDefaults(message.Read(bytes), message.Message.Fields, message);
        }
    }

    [Fact]
    public void The_reference_covers_every_message_it_can_write()
    {
        var written = Vectors("full").Select(v => v.Message).ToHashSet();

        var missing = MessageDefinitions
            .Cases()
            .Where(c => !written.Contains(c) && c.Version >= OldestWritten.GetValueOrDefault(c.Api.Name));

        missing.ShouldBeEmpty();
    }

    private static void ShouldHaveDefaults(object read, List<FieldDefinition> fields, MessageCase message)
    {
        var untouched = Activator.CreateInstance(read.GetType())!;
        foreach (var field in fields)
        {
            var property = read.GetType().GetProperty(field.Name)!;
            var value = property.GetValue(read);
            if (field is { IsArray: true, IsStruct: true } && value is System.Collections.IList { Count: > 0 } list)
            {
                ShouldHaveDefaults(list[0]!, field.Fields, message);
            }
            else if (value is ValueType and not Memory<byte>)
            {
                value.ShouldBe(property.GetValue(untouched), $"{message}: {field.Name}");
            }
        }
    }

    private static IEnumerable<(MessageCase Message, byte[] Bytes)> Vectors(string variant)
    {
        var byName = MessageDefinitions.Cases().ToDictionary(c => c.ToString());
        using var packed = typeof(ReferenceVectorTests).Assembly.GetManifestResourceStream("vectors.txt.gz")!;
        using var lines = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            var parts = line.Split(' ');
            var version = short.Parse(parts[1], CultureInfo.InvariantCulture);
            if (parts[2] == variant && byName.TryGetValue($"{parts[0]} {version}", out var message))
            {
                yield return (message, Convert.FromHexString(parts[3]));
            }
        }
    }
}
