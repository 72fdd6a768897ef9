using NbaPipeline.Avro.Tests.Generated;

namespace NbaPipeline.Avro.Tests;

public sealed class GeneratedRecordTests
{
    [Fact]
    public void A_record_with_every_kind_of_field_survives_a_round_trip()
    {
        var record = Samples.Everything();

        var copy = AvroCodec.Decode<Everything>(AvroCodec.Encode(record));

        copy.ShouldBe(record);
        copy.GetHashCode().ShouldBe(record.GetHashCode());
    }

    [Fact]
    public void Records_with_different_collections_are_not_equal()
    {
        var record = Samples.Everything();

        (record with { Numbers = [1, 2, 4] }).ShouldNotBe(record);
        (record with { Raw = [9] }).ShouldNotBe(record);
    }

    [Fact]
    public void Schema_defaults_become_property_defaults()
    {
        var record = new Defaults();

        record.Flag.ShouldBeTrue();
        record.Small.ShouldBe(-3);
        record.Large.ShouldBe(9007199254740993);
        record.Single.ShouldBe(1.5f);
        record.Wide.ShouldBe(-0.002);
        record.Raw.ShouldBe([1, 255]);
        record.Text.ShouldBe("a \"quoted\" line\nand more");
        record.Side.ShouldBe(Side.NoBet);
        record.Day.ShouldBe(new DateOnly(2024, 1, 1));
        record.At.ShouldBe(new TimeOnly(1, 0));
        record.Seen.ShouldBe(DateTimeOffset.UnixEpoch.AddSeconds(1_700_000_000).AddMicroseconds(1));
        record.Local.ShouldBe(new DateTime(1969, 12, 31, 23, 59, 59, 999));
        record.Price.ShouldBe(-1.23m);
        record.Id.ShouldBe(Guid.Parse("00000000-0000-0000-0000-00000000002a"));
        record.Lasting.ShouldBe(new AvroDuration(1, 2, 3));
        record.List.ShouldBe([1, 2]);
        record.Map["k"].ShouldBe("v");
        record.Tree.Name.ShouldBe("root");
        record.SecondBranch.ShouldBe(5);
    }

    [Fact]
    public void Symbols_translate_both_ways()
    {
        Side.NoBet.ToSymbol().ShouldBe("no_bet");
        SideSymbols.TryParse("OVER", out var side).ShouldBeTrue();
        side.ShouldBe(Side.Over);
        SideSymbols.TryParse("over", out _).ShouldBeFalse();
    }

    [Fact]
    public void The_schema_of_a_record_stands_alone_though_its_types_come_from_other_files()
    {
        var again = AvroSchema.Parse(Everything.Schema.ToString());

        again.ToString().ShouldBe(Everything.Schema.ToString());
        ((RecordSchema)again).FullName.ShouldBe(Everything.AvroFullName);
    }

    [Fact]
    public void An_undefined_enum_value_cannot_be_written()
    {
        var error = Should.Throw<AvroException>(() => AvroCodec.Encode(Samples.Everything() with { Side = (Side)9 }));

        error.Reason.ShouldContain("no symbol 9");
    }
}
