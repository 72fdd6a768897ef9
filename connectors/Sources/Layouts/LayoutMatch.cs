namespace NbaPipeline.Sources;

/// <summary>
/// What a header says: the layout (or <c>null</c>), the columns that layout lacks, and the columns it does not know.
/// </summary>
internal sealed record LayoutMatch(Layout? Layout, IReadOnlyList<string> Missing, IReadOnlyList<string> Unknown)
{
    // A header with this share of a layout's columns means that layout; what it lacks is then an error. Headers of other layouts share
    // at most half (game lines with player props: 6 of 12).
    private const double KnownShare = 0.6;

    private static readonly LayoutMatch None = new(null, [], []);

    public static LayoutMatch Of(IReadOnlyList<string> columns)
    {
        var complete = LayoutCatalog.All.Where(layout => !layout.MissingFrom(columns).Any()).MaxBy(layout => layout.Required.Count);
        if (complete is not null)
        {
            return Describe(complete, columns);
        }

        var nearest = LayoutCatalog.All.MaxBy(layout => Share(layout, columns))!;
        return Share(nearest, columns) >= KnownShare ? Describe(nearest, columns) : None;
    }

    private static LayoutMatch Describe(Layout layout, IReadOnlyList<string> columns) =>
        new(layout, layout.MissingFrom(columns).ToArray(), columns.Where(name => !layout.Knows(name)).ToArray());

    private static double Share(Layout layout, IReadOnlyList<string> columns) =>
        1 - ((double)layout.MissingFrom(columns).Count() / layout.Required.Count);
}
