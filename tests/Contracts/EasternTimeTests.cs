using System.Globalization;
using NbaPipeline.Contracts.Identity;

namespace NbaPipeline.Contracts.Tests;

public sealed class EasternTimeTests
{
    [Theory]
    [InlineData("2024-03-03T03:30:00Z", "2024-03-02")]
    [InlineData("2024-03-03T05:00:00Z", "2024-03-03")]
    [InlineData("2024-04-10T03:59:00Z", "2024-04-09")]
    [InlineData("2024-04-10T04:00:00Z", "2024-04-10")]
    public void A_late_game_belongs_to_the_day_of_its_Eastern_date(string instant, string date) =>
        EasternTime
            .DateOf(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture))
            .ShouldBe(DateOnly.Parse(date, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2024-03-10T01:59:00", "2024-03-10T06:59:00Z")]
    [InlineData("2024-03-10T03:00:00", "2024-03-10T07:00:00Z")]
    [InlineData("2024-11-03T01:30:00", "2024-11-03T05:30:00Z")]
    [InlineData("2024-11-03T02:00:00", "2024-11-03T07:00:00Z")]
    [InlineData("2025-01-15T19:00:00", "2025-01-16T00:00:00Z")]
    public void Clocks_change_on_the_second_Sunday_of_March_and_the_first_of_November(string wallClock, string utc) =>
        EasternTime
            .ToUtc(DateTime.Parse(wallClock, CultureInfo.InvariantCulture))
            .ShouldBe(DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture));
}
