using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.Tests.State;

public class CodecTests
{
    [Fact]
    public void Task_progress_survives_its_encoding()
    {
        var random = new Random(5);
        for (var i = 0; i < 500; i++)
        {
            var punctuations = Enumerable.Range(0, random.Next(6)).Select(_ => Extreme(random)).ToArray();
            var progress = new TaskProgress(Extreme(random), punctuations, $"{random.Next():x8}", random.NextInt64());

            var decoded = TaskProgress.Decode(progress.Encode());

            decoded.StreamTimeMs.ShouldBe(progress.StreamTimeMs);
            decoded.PunctuationsMs.ShouldBe(punctuations);
            (decoded.ShapeHash, decoded.CommitNumber).ShouldBe((progress.ShapeHash, progress.CommitNumber));
        }
    }

    [Fact]
    public void Channel_positions_survive_their_encoding()
    {
        var input = Input();
        input.ReadPosition = 1000;
        Enqueue(input, "a", 100);
        Enqueue(input, "b", 250);
        input.ChannelOf("c");
        var metadata = ChannelPositions.Encode(input);

        var decoded = Input();
        ChannelPositions.Decode(decoded, input.CommittableOffset, metadata);

        input.CommittableOffset.ShouldBe(100);
        decoded.Channels.Select(c => (c.Producer, c.SkipBefore)).ShouldBe([("b", 250), ("c", 1000)]);
    }

    [Fact]
    public void Progress_records_survive_their_encoding()
    {
        var random = new Random(6);
        for (var i = 0; i < 500; i++)
        {
            var ends = Enumerable.Range(0, random.Next(5)).ToDictionary(p => p * 3, _ => random.NextInt64());
            var record = new ProgressRecord($"topic {i}", $"producer/{i}", Extreme(random), random.Next(100), ends);

            var decoded = ProgressRecord.Decode(record.EncodeKey(), record.EncodeValue());

            (decoded.Topic, decoded.Producer, decoded.CompleteUntilMs, decoded.ProducerCount).ShouldBe(
                (record.Topic, record.Producer, record.CompleteUntilMs, record.ProducerCount)
            );
            decoded.EndOffsets.ShouldBe(ends, ignoreOrder: true);
        }
    }

    [Fact]
    public void Damaged_bytes_are_refused_with_a_format_error_and_nothing_else()
    {
        for (var seed = 0; seed < 4000; seed++)
        {
            var random = new Random(seed);
            var valid = new TaskProgress(seed, [1, 2, 3], "0123abcd", 7).Encode();
            Refuses(() => TaskProgress.Decode(Convert.ToBase64String(Damage(random, Convert.FromBase64String(valid)))), seed);
            Refuses(() => ChannelPositions.Decode(Input(), 5, Convert.ToBase64String(Damage(random, [4, 2, 97, 20, 2, 98, 30]))), seed);
            var record = new ProgressRecord("topic", "producer", seed, 2, new Dictionary<int, long> { [0] = 5, [1] = 9 });
            Refuses(() => ProgressRecord.Decode(Damage(random, record.EncodeKey()), Damage(random, record.EncodeValue())), seed);
        }
    }

    private static void Refuses(Action decode, int seed)
    {
        try
        {
            decode();
        }
        catch (FormatException)
        {
            // What damaged bytes are to end in; a few still decode to something.
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"Seed {seed}: {error.GetType().Name} {error.Message}", error);
        }
    }

    private static byte[] Damage(Random random, byte[] valid)
    {
        var damaged = random.Next(3) == 0 ? valid[..random.Next(valid.Length)] : (byte[])valid.Clone();
        for (var i = 0; i < random.Next(4) && damaged.Length > 0; i++)
        {
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
        }
        return damaged;
    }

    private static long Extreme(Random random) =>
        random.Next(5) switch
        {
            0 => long.MinValue,
            1 => long.MaxValue,
            2 => random.Next(-100, 100),
            _ => random.NextInt64(),
        };

    private static InputPartition Input() => new(new TopicPartition("t", 0), 0, null!, progressDeclared: true);

    private static void Enqueue(InputPartition input, string producer, long offset)
    {
        var message = new ClientMessage { Offset = offset };
        input.ChannelOf(producer).Queue.Add(in message);
    }
}
