using System.Globalization;
using Spectre.Console;

namespace NbaPipeline.Cli.Run;

/// <summary>On a terminal: a table of stages, drawn over itself. Escape sequences only where the colour policy allows them.</summary>
internal sealed class LiveScreen : IRunScreen
{
    private readonly TextWriter _error;
    private readonly IAnsiConsole _console;
    private readonly Lock _drawing = new();
    private int _lines;

    public LiveScreen(TextWriter error, int width)
    {
        _error = error;
        _console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.Yes,
                ColorSystem = ColorSystemSupport.Standard,
                Interactive = InteractionSupport.No,
                Out = new Lines(this, width),
            }
        );
    }

    public void Say(string line)
    {
        lock (_drawing) // log lines come from every thread of the run
        {
            Erase();
            _error.WriteLine(line);
        }
    }

    public void Update(IReadOnlyList<StageRow> stages, ReplayProgress replay)
    {
        var table = new Table().Border(TableBorder.None).AddColumn("stage");
        foreach (var head in (string[])["in/s", "out/s", "lag", "age", "dlq"])
        {
            table.AddColumn(new TableColumn(head).RightAligned());
        }

        table.AddColumn("state");
        foreach (var s in stages)
        {
            table.AddRow(
                new Text(s.Name),
                new Text(CellText.ForPeople((long)s.InPerSecond)),
                new Text(CellText.ForPeople((long)s.OutPerSecond)),
                new Text(CellText.ForPeople(s.Lag)),
                new Text(Age(s.AgeMs)),
                new Text(s.DeadLetters.ToString(CultureInfo.InvariantCulture), s.DeadLetters > 0 ? new Style(Color.Yellow) : null),
                new Text(
                    s.State,
                    s.State == "failed" ? new Style(Color.Red)
                        : s.State == "running" ? new Style(Color.Green)
                        : null
                )
            );
        }

        lock (_drawing)
        {
            Erase();
            _console.Write(table);
            _console.WriteLine(PlainScreen.Describe(replay).TrimEnd(';'));
        }
    }

    public void Close()
    {
        lock (_drawing)
        {
            Erase();
        }
    }

    private void Erase()
    {
        if (_lines > 0)
        {
            _error.Write(string.Create(CultureInfo.InvariantCulture, $"\u001b[{_lines}A\u001b[J"));
            _lines = 0;
        }
    }

    internal static string Age(long? ms) =>
        ms switch
        {
            null => "-",
            < 60_000 => string.Create(CultureInfo.InvariantCulture, $"{ms / 1000.0:0.0}s"),
            < 7_200_000 => string.Create(CultureInfo.InvariantCulture, $"{ms / 60_000}min"),
            < 172_800_000 => string.Create(CultureInfo.InvariantCulture, $"{ms / 3_600_000}h"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{ms / 86_400_000}d"),
        };

    /// <summary>Counts the lines that went out, to know how far back the next drawing begins.</summary>
    private sealed class Lines(LiveScreen screen, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer { get; } = new Counting(screen);

        public bool IsTerminal => true;

        public int Width => width;

        public int Height => 50;

        public void SetEncoding(System.Text.Encoding encoding) { }

        private sealed class Counting(LiveScreen screen) : TextWriter
        {
            public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

            public override void Write(char value)
            {
                screen._lines += value == '\n' ? 1 : 0;
                screen._error.Write(value);
            }

            public override void Write(string? value)
            {
                screen._lines += value?.Count(c => c == '\n') ?? 0;
                screen._error.Write(value);
            }
        }
    }
}
