using System.Diagnostics;
using System.Globalization;

namespace NbaPipeline.Tests.Shared;

/// <summary>One `nba run` as a process of its own.</summary>
internal sealed class NbaRun : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly List<string> _answer = [];
    private readonly TaskCompletionSource _spoke = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NbaRun(Process process) => _process = process;

    public static NbaRun Start(string dataDir, string input, KafkaKind kafka = KafkaKind.Embedded, params string[] more)
    {
        var start = new ProcessStartInfo(Repository.Nba)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["NBA_KAFKA_HOME"] = kafka == KafkaKind.Apache ? Path.GetDirectoryName(Repository.KafkaScript) : "";
        foreach (var argument in (string[])["run", "--data-dir", dataDir, "--data", input, "-o", "json", .. more])
        {
            start.ArgumentList.Add(argument);
        }
        var run = new NbaRun(Process.Start(start) ?? throw new InvalidOperationException("nba did not start."));
        run._process.OutputDataReceived += (_, e) => run.KeepAnswer(e.Data);
        run._process.ErrorDataReceived += (_, e) => run.Keep(e.Data);
        run._process.BeginOutputReadLine();
        run._process.BeginErrorReadLine();
        return run;
    }

    public string Output
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>What it wrote to standard output: the report.</summary>
    public string Answer
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _answer);
            }
        }
    }

    /// <summary>Kills after the delay; false when the run had ended by itself before.</summary>
    public async Task<bool> KillAfterAsync(TimeSpan delay)
    {
        using var patience = new CancellationTokenSource(delay);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            return true;
        }
    }

    /// <summary>Presses Ctrl+C so long after its first line; false when it had ended by itself before. Then wait for the end.</summary>
    public async Task<bool> InterruptAfterAsync(TimeSpan delay)
    {
        await _spoke.Task.WaitAsync(Limit);
        using var patience = new CancellationTokenSource(delay);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            return true;
        }
    }

    /// <summary>Waits for an orderly end.</summary>
    public async Task<int> EndAsync()
    {
        using var patience = new CancellationTokenSource(Limit);
        await _process.WaitForExitAsync(patience.Token);
        _process.WaitForExit(); // the readers of its output have then seen all of it
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
        _process.Dispose();
    }

    private void KeepAnswer(string? line)
    {
        lock (_lines)
        {
            _answer.Add(line ?? "");
        }
        Keep(line);
    }

    private void Keep(string? line)
    {
        lock (_lines)
        {
            _lines.Add(line ?? "");
        }
        _spoke.TrySetResult();
    }
}
