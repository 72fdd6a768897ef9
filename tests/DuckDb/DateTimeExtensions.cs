namespace NbaPipeline.DuckDb.Tests;

internal static class DateTimeExtensions
{
    /// <summary>Without a kind, as TIMESTAMP has none.</summary>
    public static DateTime Plain(this DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Unspecified);
}
