using NbaPipeline.Avro;

namespace NbaPipeline.Materialiser.Tests;

public sealed class DeadLetterTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Undecodable_records_go_to_the_sink_and_to_the_table_with_their_bytes_and_the_good_ones_around_them_are_kept()
    {
        var good = _scene.PointsValue("g", 1, 1);
        var otherType = _scene.Registry.Register(
            "other",
            AvroSchema.Parse("""{"type": "record", "name": "P", "namespace": "t", "fields": [{"name": "points", "type": "string"}]}""")
        );
        _scene.AddPoints("before", 1, 1);
        _scene.Source.Add(Scene.Points, "k", []);
        _scene.Source.Add(Scene.Points, "k", [1, .. good[1..]]);
        _scene.Source.Add(Scene.Points, "k", [0, 0, 0, 99, 99, 2, 3]);
        _scene.Source.Add(Scene.Points, "k", good[..^1]);
        _scene.Source.Add(Scene.Points, "k", [.. good, 7]);
        _scene.Source.AddRaw(Scene.Points, [0xFF, 0xFE], good);
        _scene.Source.Add(Scene.Points, "k", AvroBytes.Frame(otherType, (ref AvroWriter writer) => writer.WriteString("x")));
        _scene.Source.Add(Scene.Points, "k", AvroBytes.Frame(_scene.PointsId, (ref AvroWriter writer) => writer.WriteBytes([0xFF])));
        _scene.Source.Add(Scene.Points, null, null);
        _scene.Source.Add(Scene.Rows, "k", null);
        _scene.AddPoints("after", 1, 2);
        var materialiser = await _scene.RunToEndAsync();

        _scene.Query("SELECT game_id, points FROM predictions.points ORDER BY ALL").ShouldBe(["after|2", "before|1"]);
        string[] reasons =
        [
            "[0]@1: the value is not framed",
            "[0]@2: the value is not framed",
            "[0]@3: ",
            "[0]@4: Avro data",
            "bytes are left over",
            "is not valid UTF-8",
            "t.P.points is VARCHAR, column predictions.points.points is INTEGER",
            "is not valid UTF-8",
            "there is neither key nor value",
            "there is no value",
        ];
        var letters = _scene.Letters.Letters.OrderBy(l => l.Topic).ThenBy(l => l.Offset).ToList();
        letters.Count.ShouldBe(reasons.Length);
        for (var i = 0; i < reasons.Length; i++)
        {
            letters[i].Reason.ShouldContain(reasons[i]);
        }

        letters[5].Key!.Value.ToArray().ShouldBe([0xFF, 0xFE]);
        _scene.Query("SELECT count(*) FROM materialiser.dead_letters WHERE value = from_hex('0000006363" + "0203')").ShouldBe(["1"]);
        materialiser.Progress.DeadLetters.ShouldBe(reasons.Length);
        _scene.Query("SELECT sum(dead_letters), sum(\"rows\"), sum(records) FROM meta").ShouldBe(["10|2|12"]);
    }
}
