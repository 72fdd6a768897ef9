namespace NbaPipeline.DuckDb;

/// <summary>An INTERVAL: months, days and microseconds apart, as neither a month nor a day has a fixed length.</summary>
public readonly record struct DuckDbInterval(int Months, int Days, long Microseconds)
{
    /// <summary>The interval as a span of time, days of 24 hours.</summary>
    /// <exception cref="InvalidCastException">There are months in it.</exception>
    public TimeSpan ToTimeSpan() =>
        Months == 0
            ? TimeSpan.FromDays(Days) + TimeSpan.FromMicroseconds(Microseconds)
            : throw new InvalidCastException($"An interval of {Months} months has no fixed length; read it as DuckDbInterval.");

    /// <inheritdoc/>
    public override string ToString() => $"{Months} months {Days} days {Microseconds} us";
}
