using System.Text;
using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Tasks;

internal sealed partial class StreamTask
{
    private static readonly byte[] ProducerHeaderName = Encoding.UTF8.GetBytes(ProgressRecord.ProducerHeader);
    private readonly Dictionary<string, byte[]> _producerNames = [];

    /// <summary>Takes a message into its channel; false when it was processed before and is to be released.</summary>
    public bool Route(InputPartition input, in ClientMessage message)
    {
        input.AtEnd = false;
        input.ReadPosition = message.Offset + 1;
        var channel = input.ProgressDeclared ? ChannelOf(input, in message) : input.Channels[0];
        if (message.Offset < channel.SkipBefore)
        {
            channel.ApplyPassed();
            return false;
        }
        var queued = message;
        try
        {
            queued.TimestampMs = input.Source.TimestampOf(in message);
        }
        catch (Exception error)
        {
            // The record keeps its Kafka timestamp and fails when its turn comes.
            (_withoutTime ??= [])[(input.Partition, message.Offset)] = error;
        }
        channel.Queue.Add(in queued);
        input.Queued++;
        return true;
    }

    public void RouteEnd(InputPartition input, long position)
    {
        input.AtEnd = true;
        if (position > input.ReadPosition)
        {
            input.ReadPosition = position;
        }
        foreach (var channel in input.Channels)
        {
            channel.ApplyPassed();
        }
    }

    /// <summary>Takes a declaration for one of the task's input topics.</summary>
    public void Declare(ProgressRecord record)
    {
        foreach (var input in _inputs)
        {
            if (!input.ProgressDeclared || input.Partition.Topic != record.Topic)
            {
                continue;
            }
            input.ProducerCount = record.ProducerCount;
            var channels = input.Channels.Count;
            var channel = input.ChannelOf(record.ProducerCount == 1 ? "" : record.Producer);
            channel.Declare(record.EndOffsets.GetValueOrDefault(input.Partition.Partition, 0), record.CompleteUntilMs);
            if (channels != input.Channels.Count)
            {
                ListChannels();
            }
        }
    }

    private Channel ChannelOf(InputPartition input, in ClientMessage message)
    {
        if (!_environment.Consumer.TryGetHeader(message.Handle, ProducerHeaderName, out var name))
        {
            name = default;
        }
        foreach (var channel in input.Channels)
        {
            if (NameBytes(channel.Producer).AsSpan().SequenceEqual(name))
            {
                return channel;
            }
        }
        var made = input.ChannelOf(Encoding.UTF8.GetString(name));
        ListChannels();
        return made;
    }

    private byte[] NameBytes(string producer)
    {
        if (!_producerNames.TryGetValue(producer, out var bytes))
        {
            bytes = Encoding.UTF8.GetBytes(producer);
            _producerNames.Add(producer, bytes);
        }
        return bytes;
    }

    // Inputs are sorted by topic and the channels of each by producer: the order that breaks ties of time.
    private void ListChannels() => _channels = _inputs.SelectMany(i => i.Channels).ToArray();
}
