using System.Collections;
using NbaPipeline.Kafka.Embedded.Generator;

namespace NbaPipeline.Kafka.Embedded.Tests.Protocol;

/// <summary>Compares a message with what was written of another one.</summary>
internal static class MessageComparer
{
    /// <summary>What the version carries must be equal; the rest must have kept its default.</summary>
    public static void ShouldHaveTravelled(object actual, object original, IEnumerable<FieldDefinition> fields, short version, string path)
    {
        var untouched = Activator.CreateInstance(actual.GetType())!;
        foreach (var field in fields)
        {
            var property = actual.GetType().GetProperty(field.Name)!;
            var expected = property.GetValue(field.Versions.Contains(version) ? original : untouched);
            Compare(property.GetValue(actual), expected, field, version, $"{path}.{field.Name}");
        }
    }

    private static void Compare(object? actual, object? expected, FieldDefinition field, short version, string path)
    {
        if (expected is null || actual is null)
        {
            (actual is null).ShouldBe(expected is null, path);
            return;
        }

        if (!field.IsArray)
        {
            CompareSingle(actual, expected, field, version, path);
            return;
        }

        var (actuals, expecteds) = ((IList)actual, (IList)expected);
        actuals.Count.ShouldBe(expecteds.Count, path);
        for (var i = 0; i < expecteds.Count; i++)
        {
            CompareSingle(actuals[i]!, expecteds[i]!, field, version, $"{path}[{i}]");
        }
    }

    private static void CompareSingle(object actual, object expected, FieldDefinition field, short version, string path)
    {
        if (field.IsStruct)
        {
            ShouldHaveTravelled(actual, expected, field.Fields, version, path);
        }
        else if (!Plain(actual).Equals(Plain(expected)))
        {
            // Asked only on a difference: the assertion costs far more than the comparison.
            Plain(actual).ShouldBe(Plain(expected), path);
        }
    }

    private static object Plain(object value) =>
        value switch
        {
            Memory<byte> records => Convert.ToHexString(records.Span),
            byte[] bytes => Convert.ToHexString(bytes),
            _ => value,
        };
}
