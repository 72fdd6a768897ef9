using NbaPipeline.Kafka.Embedded.Protocol;
using Xunit.Abstractions;

namespace NbaPipeline.Kafka.Embedded.Tests.Protocol;

public sealed class HostileBytesTests(ITestOutputHelper log)
{
    private const int RandomFramesPerCase = 60;
    private const int MaxCuts = 80;

    /// <summary>The smallest element takes two bytes of a frame and becomes an object with a list and its place in one.</summary>
    private const int MemoryPerByte = 80;

    [Fact]
    public void A_message_cut_anywhere_is_refused()
    {
        var random = Seeds.New(log);
        foreach (var message in MessageDefinitions.Cases())
        {
            var bytes = message.Write(message.Create(new RandomValues(random)));
            for (var i = 0; i < Math.Min(bytes.Length, MaxCuts); i++)
            {
                var length = bytes.Length <= MaxCuts ? i : random.Next(bytes.Length);

                Should.Throw<ProtocolException>(() => message.Read(bytes.AsMemory(0, length)), $"{message} cut at {length}");
            }
        }
    }

    [Fact]
    public void Random_bytes_cause_nothing_but_a_protocol_exception_and_take_memory_in_proportion()
    {
        var random = Seeds.New(log);
        foreach (var message in MessageDefinitions.Cases())
        {
            for (var i = 0; i < RandomFramesPerCase; i++)
            {
                // Small values make plausible lengths, so that the reader comes far.
                var bytes = new byte[random.Next(600)];
                random.NextBytes(bytes);
                if (i % 2 == 0)
                {
                    bytes = Array.ConvertAll(bytes, b => (byte)(b % 4));
                }

                ReadHostile(message, bytes);
            }
        }
    }

    [Fact]
    public void Damaged_messages_cause_nothing_but_a_protocol_exception()
    {
        var random = Seeds.New(log);
        foreach (var message in MessageDefinitions.Cases())
        {
            var bytes = message.Write(message.Create(new RandomValues(random)));
            for (var i = 0; i < RandomFramesPerCase && bytes.Length > 0; i++)
            {
                var damaged = (byte[])bytes.Clone();
                damaged[random.Next(damaged.Length)] = random.Next(3) switch
                {
                    0 => 0xFF,
                    1 => 0x7F,
                    _ => (byte)random.Next(256),
                };

                ReadHostile(message, damaged);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_large_frame_of_one_byte_takes_memory_in_proportion(byte filling)
    {
        var bytes = new byte[256 * 1024];
        bytes.AsSpan().Fill(filling);
        foreach (var message in MessageDefinitions.Cases())
        {
            ReadHostile(message, bytes);
        }
    }

    private static void ReadHostile(MessageCase message, byte[] bytes)
    {
        var target = message.Create();
        var reader = new ProtocolReader(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            target.Read(ref reader, message.Version);
        }
        catch (ProtocolException)
        {
            // A refusal is as good as a message.
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{message} from {Convert.ToHexString(bytes.AsSpan(0, Math.Min(600, bytes.Length)))}", e);
        }

        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        taken.ShouldBeLessThan(8192 + (MemoryPerByte * (long)bytes.Length), message.ToString());
    }
}
