using System.Globalization;
using System.Text.Json;

namespace NbaPipeline.Avro.Tests.Foreign;

/// <summary>Equality of the two sides' JSON: the peer writes longs as strings and floats as doubles.</summary>
internal static class JsonEquality
{
    public static bool Equal(JsonElement ours, JsonElement theirs)
    {
        switch (ours.ValueKind, theirs.ValueKind)
        {
            case (JsonValueKind.Number, JsonValueKind.String):
                return ours.GetRawText() == theirs.GetString();
            case (JsonValueKind.Number, JsonValueKind.Number):
                var (a, b) = (ours.GetDouble(), theirs.GetDouble());
                return a == b || (b == (float)b && float.Parse(ours.GetRawText(), CultureInfo.InvariantCulture) == (float)b);
            case (JsonValueKind.Object, JsonValueKind.Object):
                var members = theirs.EnumerateObject().ToDictionary(m => m.Name, m => m.Value);
                return ours.EnumerateObject().Count() == members.Count
                    && ours.EnumerateObject().All(m => members.TryGetValue(m.Name, out var other) && Equal(m.Value, other));
            case (JsonValueKind.Array, JsonValueKind.Array):
                return ours.GetArrayLength() == theirs.GetArrayLength()
                    && ours.EnumerateArray().Zip(theirs.EnumerateArray()).All(p => Equal(p.First, p.Second));
            default:
                return JsonElement.DeepEquals(ours, theirs);
        }
    }
}
