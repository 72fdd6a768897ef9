namespace NbaPipeline.Topologies.Clean;

/// <summary>Where a raw row was read.</summary>
/// <param name="File">File name.</param>
/// <param name="Row">Row number, 1 = the first after the header.</param>
internal readonly record struct RowOrigin(string File, long Row);
