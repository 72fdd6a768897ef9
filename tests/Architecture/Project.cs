using System.Xml.Linq;

namespace NbaPipeline.Architecture.Tests;

/// <summary>What a project file says about what it builds on.</summary>
/// <param name="File">Path of the project file from the root.</param>
/// <param name="Folder">Path of its folder from the root: the name of a room in the house, e.g. <c>schemas/Avro</c>.</param>
/// <param name="References">Projects that it compiles against.</param>
/// <param name="Analysers">Projects that only run in its compiler.</param>
/// <param name="Xml">The whole file.</param>
internal sealed record Project(string File, string Folder, IReadOnlyList<string> References, IReadOnlyList<string> Analysers, XElement Xml)
{
    public static Project Read(string file)
    {
        var xml = XElement.Parse(House.Read(file));
        var folder = Path.GetDirectoryName(file)!;
        var references = xml.Descendants("ProjectReference")
            .Select(reference => (IsAnalyser: IsAnalyser(reference), Folder: FolderOf(reference, folder)))
            .ToList();
        return new Project(
            file,
            folder,
            [.. references.Where(reference => !reference.IsAnalyser).Select(reference => reference.Folder)],
            [.. references.Where(reference => reference.IsAnalyser).Select(reference => reference.Folder)],
            xml
        );
    }

    private static bool IsAnalyser(XElement reference) =>
        (string?)reference.Attribute("OutputItemType") == "Analyzer" && (string?)reference.Attribute("ReferenceOutputAssembly") == "false";

    private static string FolderOf(XElement reference, string folder)
    {
        var include = (string?)reference.Attribute("Include") ?? "";
        return Path.GetDirectoryName(Path.GetRelativePath(House.Root, Path.GetFullPath(Path.Combine(House.Root, folder, include))))!;
    }
}
