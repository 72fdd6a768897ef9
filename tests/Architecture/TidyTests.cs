using System.Text.RegularExpressions;

namespace NbaPipeline.Architecture.Tests;

/// <summary>What a reviewer should never have to say.</summary>
public partial class TidyTests
{
    private const int LinesMax = 600;

    /// <summary>This file holds the patterns that it looks for.</summary>
    private const string Self = "tests/Architecture/TidyTests.cs";

    [Fact]
    public void No_file_is_too_long_to_read_in_one_go()
    {
        var scripts = House.Files.Where(file => file.StartsWith("eng/", StringComparison.Ordinal));
        House
            .Sources.Concat(scripts)
            .Distinct()
            .Select(file => (File: file, Lines: File.ReadLines(House.PathOf(file)).Count()))
            .Where(each => each.Lines > LinesMax)
            .Select(each => $"{each.File} has {each.Lines} lines, more than {LinesMax}: split it by verb")
            .ShouldBeEmpty();
    }

    [Fact]
    public void Tests_wait_for_conditions_and_never_sleep() => Matches(House.TestSources, Sleep()).ShouldBeEmpty();

    [Fact]
    public void Product_code_takes_its_time_from_outside() => Matches(House.ProductSources, AmbientClock()).ShouldBeEmpty();

    [Fact]
    public void No_error_is_swallowed_in_silence() => Matches(House.Sources, EmptyCatch()).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_to_do_without_an_owner() => Matches(House.Sources, Unfinished()).ShouldBeEmpty();

    [Fact]
    public void A_silenced_warning_in_code_is_explained_beside_it()
    {
        var silent =
            from file in House.Sources.Except([Self])
            let lines = File.ReadAllLines(House.PathOf(file))
            from number in Enumerable.Range(0, lines.Length)
            where SilencedWarning().IsMatch(lines[number])
            where
                !lines[number].Contains("//", StringComparison.Ordinal)
                && (number == 0 || !lines[number - 1].TrimStart().StartsWith("//", StringComparison.Ordinal))
            select $"{file}:{number + 1}: {lines[number].Trim()}";
        silent.ShouldBeEmpty();
    }

    [Fact]
    public void Links_between_documents_lead_somewhere()
    {
        var dead =
            from file in House.Files
            where file.EndsWith(".md", StringComparison.Ordinal)
            from Match link in RelativeLink().Matches(House.Read(file))
            let target = Path.Combine(House.Root, Path.GetDirectoryName(file)!, link.Groups[1].Value)
            where !Path.Exists(target)
            select $"{file} links to {link.Groups[1].Value}";
        dead.ShouldBeEmpty();
    }

    [Fact]
    public void Every_page_is_in_the_index_of_documents()
    {
        var index = House.Read("docs/README.md");
        House
            .Files.Where(file => file.StartsWith("docs/", StringComparison.Ordinal) && file.EndsWith(".md", StringComparison.Ordinal))
            .Select(file => file["docs/".Length..])
            .Where(page => page != "README.md" && !index.Contains($"({page})", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    /// <summary>Lines of the files that the pattern matches, as file:line: text.</summary>
    internal static IEnumerable<string> Matches(IEnumerable<string> files, Regex pattern)
    {
        foreach (var file in files.Where(file => file != Self))
        {
            var text = House.Read(file);
            foreach (Match match in pattern.Matches(text))
            {
                yield return $"{file}:{text.AsSpan(0, match.Index).Count('\n') + 1}: {match.Value.ReplaceLineEndings(" ").Trim()}";
            }
        }
    }

    [GeneratedRegex(@"Thread\.Sleep|Task\.Delay\(")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"DateTime(Offset)?\.(Now|UtcNow|Today)\b|Thread\.Sleep|Random\.Shared")]
    private static partial Regex AmbientClock();

    [GeneratedRegex(@"catch(\s*\([^)]*\))?(\s*when\s*\([^{]*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b(?!\([a-z]+\))|NotImplementedException")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"#pragma warning disable|SuppressMessage\((?!.*Justification)")]
    private static partial Regex SilencedWarning();

    [GeneratedRegex(@"\]\((?!https?:|mailto:|#)([^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex RelativeLink();
}
