using System.Diagnostics;
using System.Globalization;

namespace NbaPipeline.Tests.Shared;

/// <summary>`nba broker` as a process of its own, which can be killed.</summary>
internal sealed class BrokerProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly StringWriter _log = new();

    private BrokerProcess(Process process) => _process = process;

    public string Bootstrap { get; private set; } = "";

    public int Port => int.Parse(Bootstrap[(Bootstrap.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);

    public int Id => _process.Id;

    /// <summary>Starts on the data dir and returns once clients can connect.</summary>
    /// <param name="dataDir">The data dir, as of `nba run`.</param>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="more">Further arguments.</param>
    public static BrokerProcess Start(string dataDir, int port = 0, params string[] more)
    {
        var start = new ProcessStartInfo(Repository.Nba) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (
            var argument in (string[])
                ["broker", "--data-dir", dataDir, "--listen", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), .. more]
        )
        {
            start.ArgumentList.Add(argument);
        }
        var broker = new BrokerProcess(Process.Start(start) ?? throw new InvalidOperationException("nba broker did not start."));
        broker._process.ErrorDataReceived += (_, e) => broker.Keep(e.Data);
        broker._process.BeginErrorReadLine();
        broker.Bootstrap = broker.AwaitReady();
        return broker;
    }

    /// <summary>kill -9; returns when the process is gone.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            using var term = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
            if (!_process.WaitForExit(Limit))
            {
                _process.Kill();
            }
        }
        _process.Dispose();
    }

    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    private string AwaitReady()
    {
        var line = _process.StandardOutput.ReadLineAsync().WaitAsync(Limit).GetAwaiter().GetResult();
        return line?.StartsWith("ready ", StringComparison.Ordinal) == true
            ? line["ready ".Length..]
            : throw new InvalidOperationException($"nba broker said '{line}' instead of its ready line.\n{Log}");
    }

    private void Keep(string? line)
    {
        lock (_log)
        {
            _log.WriteLine(line);
        }
    }
}
