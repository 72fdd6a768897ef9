namespace NbaPipeline.Contracts.Identity;

/// <summary>US Eastern time, the league's calendar. Built from the rule in force since 2007, so no time zone database is needed.</summary>
public static class EasternTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone(
        "US Eastern",
        TimeSpan.FromHours(-5),
        "US Eastern",
        "EST",
        "EDT",
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                new DateTime(2007, 1, 1),
                DateTime.MaxValue.Date,
                TimeSpan.FromHours(1),
                TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 2, DayOfWeek.Sunday),
                TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 11, 1, DayOfWeek.Sunday)
            ),
        ]
    );

    /// <summary>The Eastern calendar date of an instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The instant, in UTC, at which clocks in the east show this date and time; the first of two when they are set back.</summary>
    public static DateTimeOffset At(DateOnly date, TimeOnly time) => ToUtc(date.ToDateTime(time));

    /// <summary>The instant, in UTC, of a date and time read off a clock in the east; the first of two when clocks are set back.</summary>
    public static DateTimeOffset ToUtc(DateTime wallClock)
    {
        var local = DateTime.SpecifyKind(wallClock, DateTimeKind.Unspecified);
        var offset = Zone.IsAmbiguousTime(local) ? Zone.BaseUtcOffset + TimeSpan.FromHours(1) : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
