using System.Text;

namespace NbaPipeline.Cli.Tests;

/// <summary>Runs `nba` inside the test process with captured streams.</summary>
internal sealed class CliRun
{
    public int Code { get; private init; }

    public string Out { get; private init; } = "";

    public string Error { get; private init; } = "";

    public byte[] OutBytes { get; private init; } = [];

    public static Task<CliRun> Of(params string[] args) => With(new Setting(), args);

    public static async Task<CliRun> With(Setting setting, params string[] args)
    {
        using var bytes = new MemoryStream();
        using var output = new StreamWriter(bytes, new UTF8Encoding(false)) { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var host = new CliHost
        {
            Out = output,
            OutBytes = bytes,
            Error = error,
            In = new StringReader(setting.In),
            OutIsTerminal = setting.OutIsTerminal,
            ErrorIsTerminal = setting.OutIsTerminal,
            Width = setting.Width,
            Variable = name => setting.Variables.GetValueOrDefault(name),
            Clock = setting.Clock,
            ExecutableFolder = setting.ExecutableFolder,
            WorkingFolder = setting.WorkingFolder,
        };
        var code = await Nba.RunAsync(args, host, setting.Cancel, setting.Services);
        output.Flush();
        return new CliRun
        {
            Code = code,
            Out = Encoding.UTF8.GetString(bytes.ToArray()),
            Error = error.ToString(),
            OutBytes = bytes.ToArray(),
        };
    }

    internal sealed class Setting
    {
        public string In { get; init; } = "";

        public bool OutIsTerminal { get; init; }

        public int Width { get; init; } = int.MaxValue;

        public Dictionary<string, string> Variables { get; init; } = [];

        public TimeProvider Clock { get; init; } = TimeProvider.System;

        public string ExecutableFolder { get; init; } = AppContext.BaseDirectory;

        public string WorkingFolder { get; init; } = Path.GetTempPath();

        public CancellationToken Cancel { get; init; }

        public CliServices Services { get; init; } = new();
    }
}
