using NbaPipeline.Avro.Tests.Generated;

namespace NbaPipeline.Avro.Tests;

internal static class Samples
{
    public static Everything Everything() =>
        new()
        {
            Flag = true,
            Small = -42,
            LargeNumber = long.MinValue,
            Single = 1.25f,
            Wide = Math.PI,
            Raw = [1, 2, 255],
            Text = "Jokić, the Joker of Sombor, with a text of more than sixty-three bytes",
            Side = Side.Under,
            Hash = [1, 2, 3, 4],
            Day = new DateOnly(2024, 2, 29),
            AtMs = new TimeOnly(23, 59, 59, 999),
            AtUs = new TimeOnly(0, 0, 0, 0, 1),
            SeenMs = new DateTimeOffset(2023, 10, 24, 23, 30, 0, 123, TimeSpan.Zero),
            SeenUs = new DateTimeOffset(1961, 1, 1, 0, 0, 0, 1, 2, TimeSpan.Zero),
            SeenNs = 1_700_000_000_123_456_789,
            LocalMs = new DateTime(2023, 10, 24, 19, 30, 0),
            LocalUs = new DateTime(2023, 10, 24, 19, 30, 0, 1, 2),
            Price = -12345.67m,
            FixedPrice = 99.0001m,
            Id = Guid.Parse("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
            FixedId = Guid.Parse("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
            Lasting = new AvroDuration(1, 2, uint.MaxValue),
            MaybeInt = 5,
            MaybeText = null,
            MaybeDay = new DateOnly(1946, 11, 1),
            MaybeList = [3, 2, 1],
            Only = "one",
            Numbers = [1, 2, 3],
            Grid =
            [
                [1.5, null],
                [],
                [double.NaN],
            ],
            Sides = new Dictionary<string, Side> { ["home"] = Side.Over, ["away"] = Side.Unknown },
            Nested = new Dictionary<string, IReadOnlyList<Tree>>
            {
                ["root"] = [new Tree { Name = "a", Children = [new Tree { Name = "b", ParentSide = Side.Over }] }],
            },
        };
}
