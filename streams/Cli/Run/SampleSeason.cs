namespace NbaPipeline.Cli.Run;

/// <summary>The committed sample, found from the executable.</summary>
internal static class SampleSeason
{
    private const string Name = "season-2023-24";

    public static string Find(CliHost host)
    {
        for (var at = new DirectoryInfo(host.ExecutableFolder); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "samples", Name);
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        throw CliException.Usage(
            "the sample season is not there",
            $"looked for samples/{Name} in every folder above {host.ExecutableFolder}",
            "name a folder with recorded seasons: --data DIR"
        );
    }
}
