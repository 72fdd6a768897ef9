using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.State;

namespace NbaPipeline.Dataflow.Tasks;

/// <summary>What the operators and stores of one task share: the current record, event time, stores, the way out.</summary>
internal sealed class TaskContext(TaskId taskId, IRecordCollector collector)
{
    private readonly RecordHeaders _headers = new();
    private bool _headersRead;

    public TaskId TaskId { get; } = taskId;

    public IRecordCollector Collector { get; } = collector;

    public Dictionary<string, StateStore> Stores { get; } = [];

    public List<IDueTimers> Timers { get; } = [];

    public List<WallClockPunctuation> WallClock { get; } = [];

    public long StreamTimeMs { get; set; } = long.MinValue;

    /// <summary>Time of the current record or timer: the time of store writes and the default of what timers forward.</summary>
    public long RecordTimestampMs { get; set; }

    /// <summary>State writes, timers and sends so far. A failed record that left it unchanged needs no rollback.</summary>
    public long EffectCount { get; set; }

    /// <summary>Changes whenever a timer is added: a run of records stops there, for the timer may come before the next one.</summary>
    public int TimerVersion { get; set; }

    /// <summary>Name of the operator that is running, for error messages.</summary>
    public string CurrentNode { get; set; } = "";

    public string Topic { get; set; } = "";

    /// <summary>The current message; its handle is 0 inside timers.</summary>
    public ClientMessage Message;

    public IConsumerClient? Consumer { get; set; }

    public RecordMetadata Metadata => Message.Handle == 0 ? RecordMetadata.None : new(Topic, Message.Partition, Message.Offset);

    /// <summary>Headers of the current record, read once on demand.</summary>
    public RecordHeaders Headers
    {
        get
        {
            if (!_headersRead)
            {
                _headersRead = true;
                _headers.Clear();
                if (Message.Handle != 0)
                {
                    Consumer?.ReadHeaders(Message.Handle, _headers);
                }
            }
            return _headers;
        }
    }

    public void Begin(in ClientMessage message, string topic)
    {
        Message = message;
        Topic = topic;
        RecordTimestampMs = message.TimestampMs;
        _headersRead = false;
    }

    public void BeginTimer(long timeMs)
    {
        Message = default;
        Topic = "";
        RecordTimestampMs = timeMs;
        _headersRead = false;
    }
}
