namespace NbaPipeline.Dataflow.Client.Kafka.Native;

/// <summary>Receives what librdkafka calls back. None of it may throw.</summary>
internal interface ICallbackOwner
{
    /// <summary>On any thread of librdkafka; the level is syslog's (0 emergency .. 7 debug).</summary>
    void OnLog(int level, string facility, string text);

    /// <summary>On the thread that polls.</summary>
    void OnError(int code, string reason);
}
