namespace NbaPipeline.Cli.Tests;

public sealed class ColourTests
{
    [Theory]
    [InlineData("auto", true, "", true)]
    [InlineData("auto", false, "", false)]
    [InlineData("auto", true, "NO_COLOR=1", false)]
    [InlineData("auto", true, "TERM=dumb", false)]
    [InlineData("auto", true, "CLICOLOR=0", false)]
    [InlineData("auto", false, "CLICOLOR_FORCE=1", true)]
    [InlineData("auto", false, "CLICOLOR_FORCE=1 NO_COLOR=1", false)]
    [InlineData("always", false, "NO_COLOR=1", true)]
    [InlineData("never", true, "CLICOLOR_FORCE=1", false)]
    public void Flag_then_variables_then_the_stream_decide(string flag, bool terminal, string variables, bool expected)
    {
        var set = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]);
        ColourPolicy.Allows(flag, terminal, name => set.GetValueOrDefault(name)).ShouldBe(expected);
    }
}
