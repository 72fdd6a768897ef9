using System.Text.RegularExpressions;

namespace NbaPipeline.Architecture.Tests;

/// <summary>What is committed holds on any machine: no path of one machine, no host of one registry.</summary>
public class MachineTests
{
    // Put together from pieces, or this file would be the first to be found.
    private static readonly string[] Folders = ["work", "farm", "root", "home", "tmp", "opt/nu" + "get"];
    private static readonly string[] Hosts =
    [
        "registry.npm" + "js",
        "nu" + "get.org",
        "py" + "pi.org",
        "deb" + "ian.org",
        "ma" + "ven.org",
        "crates" + ".io",
    ];

    private static readonly Regex Local = new(
        $@"(?<![\w.~}}*-])/(?:{string.Join('|', Folders)})/|{string.Join('|', Hosts.Select(Regex.Escape))}",
        RegexOptions.CultureInvariant
    );

    [Fact]
    public void No_tracked_file_names_a_path_of_one_machine_or_a_registry_host()
    {
        var text = House.Files.Where(file => !IsBinary(file));
        TidyTests.Matches(text, Local).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/wo" + "rk/shared/x", true)]
    [InlineData("see https://www.nu" + "get.org", true)]
    [InlineData("../wo" + "rk/shared", false)]
    [InlineData("$work/npm", false)]
    public void The_pattern_finds_absolute_folders_only(string text, bool found) => Local.IsMatch(text).ShouldBe(found);

    private static bool IsBinary(string file)
    {
        Span<byte> start = stackalloc byte[512];
        using var stream = File.OpenRead(House.PathOf(file));
        return start[..stream.Read(start)].Contains((byte)0);
    }
}
