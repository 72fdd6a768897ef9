using System.Buffers;
using BenchmarkDotNet.Attributes;
using NbaPipeline.Avro;
using NbaPipeline.Contracts.Clean;

namespace NbaPipeline.Benchmarks.Avro;

/// <summary>One box score row of 35 fields: by the generated code of its contract, and as a datum of any schema. Per record, without the frame.</summary>
[MemoryDiagnoser]
public class AvroBenchmarks
{
    private readonly ArrayBufferWriter<byte> _output = new(4096);
    private readonly PlayerBoxscore _record = Row();
    private readonly byte[] _body = AvroCodec.Encode(Row());
    private object? _datum;

    [GlobalSetup]
    public void Open() => _datum = GenericCodec.Decode(PlayerBoxscore.Schema, _body);

    [Benchmark]
    public int EncodeContract()
    {
        _output.ResetWrittenCount();
        AvroCodec.Encode(_record, _output);
        return _output.WrittenCount;
    }

    [Benchmark]
    public PlayerBoxscore DecodeContract() => AvroCodec.Decode<PlayerBoxscore>(_body);

    [Benchmark]
    public int EncodeGeneric()
    {
        _output.ResetWrittenCount();
        GenericCodec.Encode(PlayerBoxscore.Schema, _datum, _output);
        return _output.WrittenCount;
    }

    [Benchmark]
    public object? DecodeGeneric() => GenericCodec.Decode(PlayerBoxscore.Schema, _body);

    private static PlayerBoxscore Row() =>
        new()
        {
            GameId = "20231024_LAL_DEN",
            NbaGameId = "0022300061",
            Season = "2023-24",
            SeasonYear = 2023,
            GameDate = new DateOnly(2023, 10, 24),
            SeasonType = "regular_season",
            NbaPlayerId = 203999,
            PlayerFullName = "Nikola Jokić",
            PlayerLookup = "nikolajokic",
            TeamAbbr = "DEN",
            OpponentTeamAbbr = "LAL",
            IsHome = true,
            Starter = true,
            Win = true,
            MinutesPlayed = 36.3m,
            Points = 29,
            FieldGoalsMade = 12,
            FieldGoalsAttempted = 22,
            ThreePointersMade = 3,
            ThreePointersAttempted = 5,
            FreeThrowsMade = 2,
            FreeThrowsAttempted = 4,
            OffensiveRebounds = 3,
            DefensiveRebounds = 10,
            TotalRebounds = 13,
            Assists = 11,
            Steals = 1,
            Blocks = 1,
            Turnovers = 2,
            PersonalFouls = 2,
            PlusMinus = 15,
            FinalBuzzerAt = new DateTimeOffset(2023, 10, 25, 2, 10, 0, TimeSpan.Zero),
            TipEstimated = false,
            DataQualityFlags = [],
        };
}
