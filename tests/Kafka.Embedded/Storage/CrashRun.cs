using NbaPipeline.Kafka.Embedded.Storage;
using NbaPipeline.Kafka.Embedded.Tests.Storage.Faults;
using NbaPipeline.Kafka.Embedded.Tests.Storage.Model;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage;

/// <summary>A workload on files that stop at a chosen step, what is found afterwards, and how it goes on.</summary>
internal sealed class CrashRun : IDisposable
{
    private readonly FlushPolicy _policy;
    private readonly bool _isPowerFailure;
    private readonly Random _random;
    private readonly FaultyFiles _files;
    private readonly TestBroker _broker;
    private readonly LogWorkload _workload;
    private int _largestEpoch;

    public CrashRun(int seed, FlushPolicy policy, bool isPowerFailure)
    {
        _policy = policy;
        _isPowerFailure = isPowerFailure;
        _random = new Random(seed);
        _files = new FaultyFiles(new Random(seed + 1));
        _broker = new TestBroker
        {
            Files = _files,
            Config = ModelTests.SmallSegments,
            Options = new LogOptions
            {
                FlusherThreads = 0,
                MinFreeBytes = 0,
                FlushPolicy = policy,
            },
        };
        _workload = new LogWorkload(_broker, _random, () => _files.IsStopped);
    }

    private bool MayLose => _isPowerFailure && _policy != FlushPolicy.EveryAck;

    /// <summary>Works until the step is reached. False if the work was over before.</summary>
    public bool StopAt(int step, int actions)
    {
        _files.StopAt = _files.Steps + step;
        try
        {
            _ = _broker.Log;
            // Closing full segments is put off now and then, so that acknowledgements cannot lean on its flushes.
            _files.Fail(what =>
                what.StartsWith("create ", StringComparison.Ordinal)
                && what.EndsWith(".tmp", StringComparison.Ordinal)
                && _random.Next(2) == 0
            );
            _workload.Run(actions);
        }
        catch (IOException) when (_files.IsStopped)
        {
            // Stopped while the log was created.
        }
        return _files.IsStopped;
    }

    /// <summary>Starts again after a stop. With <paramref name="stops"/>, that many starts are stopped themselves first, at steps that chance chooses.</summary>
    public void Recover(int stops)
    {
        var seenEnd = _workload.SeenEnd;
        for (var attempt = 0; ; attempt++)
        {
            Restart();
            _files.Fail(null);
            _files.StopAt = attempt < stops ? _random.Next(1, 25) : int.MaxValue;
            try
            {
                _broker.Start(powerLoss: MayLose);
            }
            catch (IOException) when (_files.IsStopped)
            {
                continue;
            }
            if (!_files.IsStopped)
            {
                break;
            }
        }
        _files.StopAt = int.MaxValue;
        _workload.Recovered(MayLose);
        CheckEpoch(seenEnd);
        _broker.Log.ShouldMatch(_workload.Model);
        CheckFiles();
        CheckAgainstRebuilt();
    }

    /// <summary>A second recovery finds nothing to do.</summary>
    public void RecoverAgain()
    {
        var before = Contents();
        var epoch = _broker.Log.LeaderEpoch;
        _broker.Reopen();
        _workload.Recovered(mayLose: false);
        _broker.Log.ShouldMatch(_workload.Model);
        _broker.Log.LeaderEpoch.ShouldBe(epoch);
        _broker.Log.Recovery.HasNewEpoch.ShouldBeFalse();
        Contents().ShouldBe(before);
    }

    public string Where => _files.StoppedIn;

    public void Dispose() => _broker.Dispose();

    private void Restart()
    {
        _broker.Abandon();
        if (_isPowerFailure)
        {
            _files.PowerFail();
        }
        else
        {
            _files.Kill();
        }
    }

    private void CheckEpoch(long seenEnd)
    {
        var log = _broker.Log;
        log.LeaderEpoch.ShouldBeGreaterThanOrEqualTo(_largestEpoch);
        if (log.LogEnd < seenEnd)
        {
            log.LeaderEpoch.ShouldBeGreaterThan(_largestEpoch, "a reader has seen offsets that are given out again");
            log.EndOffsetFor(_largestEpoch).EndOffset.ShouldBeLessThanOrEqualTo(log.LogEnd);
        }
        _largestEpoch = log.LeaderEpoch;
    }

    private void CheckFiles()
    {
        var names = _files.Files(TestBroker.Directory);
        names.ShouldNotContain(n => n.EndsWith(".tmp", StringComparison.Ordinal) || n.EndsWith(".deleted", StringComparison.Ordinal));
        Bases(names).Skip(1).ShouldAllBe(b => b > _broker.Log.LogStart, "no segment lies below the log start");
    }

    /// <summary>What sidecars say is what the log itself says.</summary>
    private void CheckAgainstRebuilt()
    {
        var copy = new MemoryFiles();
        copy.CreateDirectory(TestBroker.Directory);
        var names = Kept();
        foreach (var name in names)
        {
            using var file = copy.Open($"{TestBroker.Directory}/{name}");
            file.Write(0, Content(name));
        }
        using var rebuilt = new TestBroker
        {
            Files = copy,
            Config = _broker.Config,
            Options = _broker.Options,
            RecordedLogStart = _broker.RecordedLogStart,
        };
        rebuilt.Start();
        // What the removed segments knew is gone with them.
        var model = new ModelLog { Start = _workload.Model.Start, Base = Bases(names)[0] };
        model.Batches.AddRange(_workload.Model.Batches.Where(b => b.BaseOffset >= model.Base));
        rebuilt.Log.ShouldMatch(model);
        var producers = _broker.Log.ActiveProducers().ToDictionary(p => p.ProducerId);
        foreach (var producer in rebuilt.Log.ActiveProducers().Where(p => p.LastSequence >= 0))
        {
            (producer.LastSequence, producer.Epoch).ShouldBe(
                (producers[producer.ProducerId].LastSequence, producers[producer.ProducerId].Epoch)
            );
        }
    }

    private static List<long> Bases(IEnumerable<string> names) =>
        [.. names.Select(n => LogPaths.BaseOffsetOf(n, Segment.LogSuffix)).Where(b => b >= 0).Order()];

    private Dictionary<string, string> Contents() => Kept().ToDictionary(n => n, n => Convert.ToHexString(Content(n)));

    // All but the sidecars, which a recovery may make or drop.
    private List<string> Kept() =>
        [.. _files.Files(TestBroker.Directory).Where(n => n.EndsWith(Segment.LogSuffix, StringComparison.Ordinal) || n == LogPaths.Epochs)];

    private byte[] Content(string name)
    {
        using var file = _files.OpenRead($"{TestBroker.Directory}/{name}");
        var bytes = new byte[file.Length];
        file.Read(0, bytes).ShouldBe(bytes.Length);
        return bytes;
    }
}
