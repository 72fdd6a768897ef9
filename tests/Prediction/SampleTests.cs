using NbaPipeline.Prediction.Statistics;

namespace NbaPipeline.Prediction.Tests;

public sealed class SampleTests
{
    [Fact]
    public void A_missing_value_is_left_out_of_a_mean() => Sample.Mean([10, null, 20]).ShouldBe(15.0);

    [Fact]
    public void A_mean_of_nothing_is_nothing() => Sample.Mean(new int?[] { null }).ShouldBeNull();

    [Fact]
    public void A_variance_of_exactly_16_gives_exactly_4() => Sample.StandardDeviation([2, 10, 6, 2, 10]).ShouldBe(4.0);

    [Fact]
    public void One_value_has_no_deviation() => Sample.StandardDeviation([7]).ShouldBeNull();
}
