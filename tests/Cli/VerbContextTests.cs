using System.CommandLine;
using System.Text;

namespace NbaPipeline.Cli.Tests;

public sealed class VerbContextTests
{
    [Fact]
    public void A_line_for_people_comes_behind_the_output_before_it_where_one_file_takes_both()
    {
        using var file = new MemoryStream();
        using var output = new StreamWriter(file, new UTF8Encoding(false)) { NewLine = "\n" };
        using var error = new StreamWriter(file, new UTF8Encoding(false)) { NewLine = "\n", AutoFlush = true };
        using var host = new CliHost
        {
            Out = output,
            OutBytes = file,
            Error = error,
            In = TextReader.Null,
            Variable = static _ => null,
            ExecutableFolder = AppContext.BaseDirectory,
            WorkingFolder = Path.GetTempPath(),
        };
        var context = new VerbContext(new RootCommand().Parse(""), new CommonOptions(), host, new CliServices());

        context.Out.WriteLine("table");
        context.Say("next");

        Encoding.UTF8.GetString(file.ToArray()).ShouldBe("table\nnext\n");
    }
}
