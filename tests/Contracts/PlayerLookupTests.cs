using NbaPipeline.Contracts.Identity;

namespace NbaPipeline.Contracts.Tests;

public sealed class PlayerLookupTests
{
    [Theory]
    [InlineData("Jimmy Butler III", "jimmybutleriii")]
    [InlineData("Nikola Jokić", "nikolajokic")]
    [InlineData("Luka Dončić", "lukadoncic")]
    [InlineData("De'Aaron Fox", "deaaronfox")]
    [InlineData("De’Aaron Fox", "deaaronfox")]
    [InlineData("P.J. Washington", "pjwashington")]
    [InlineData("Karl-Anthony Towns", "karlanthonytowns")]
    [InlineData("Danté Exum", "danteexum")]
    [InlineData("LeBron\u00A0James", "lebronjames")]
    public void A_key_is_the_name_in_lower_case_without_accents_and_punctuation(string name, string expected) =>
        PlayerLookup.Of(name).ShouldBe(expected);

    [Theory]
    [InlineData("Ivica Zubac", "ivicazubac")]
    [InlineData("Isaiah Israel", "isaiahisrael")]
    [InlineData("Rudy Gobert-Bourgarel", "rudygobertbourgarel")]
    public void Letters_of_a_suffix_inside_a_name_stay(string name, string expected)
    {
        PlayerLookup.Of(name).ShouldBe(expected);
        PlayerLookup.WithoutSuffix(name).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Jaren Jackson Jr.", "jarenjackson")]
    [InlineData("Marcus Morris Sr.", "marcusmorris")]
    [InlineData("Trey Murphy III", "treymurphy")]
    [InlineData("Robert Williams, III", "robertwilliams")]
    [InlineData("Wendell Moore Jr", "wendellmoore")]
    public void A_suffix_that_is_a_word_of_its_own_can_be_left_out(string name, string expected) =>
        PlayerLookup.WithoutSuffix(name).ShouldBe(expected);

    [Theory]
    [InlineData("Alperen Dimitrov", "alperendimitrov")]
    [InlineData("Some Hawaii", "somehawaii")]
    public void A_name_that_ends_in_the_letters_of_a_suffix_is_not_cut(string name, string expected) =>
        PlayerLookup.WithoutSuffix(name).ShouldBe(expected);

    [Theory]
    [InlineData("Ömer Aşık", "omerasik")]
    [InlineData("Marcin Gortat Łódź", "marcingortatlodz")]
    [InlineData("Bjørn Đorđe Groß Ænes", "bjorndordegrossaenes")]
    public void Letters_that_do_not_decompose_have_a_fixed_spelling(string name, string expected) =>
        PlayerLookup.Of(name).ShouldBe(expected);

    [Theory]
    [InlineData("Nikola JokiÄ‡", "nikolajokic")]
    [InlineData("Nikola Joki\u00C4\u0087", "nikolajokic")]
    [InlineData("Luka DonÄ\u008DiÄ‡", "lukadoncic")]
    [InlineData("DeâAaron Fox", "deaaaronfox")]
    [InlineData("José Calderón", "josecalderon")]
    public void Text_that_was_decoded_wrongly_is_repaired_and_other_text_left_alone(string name, string expected) =>
        PlayerLookup.Of(name).ShouldBe(expected);

    [Theory]
    [InlineData("Doncic, Luka", "Luka Doncic")]
    [InlineData("Porter Jr., Michael", "Michael Porter Jr.")]
    [InlineData("Larry Nance, Jr.", "Larry Nance, Jr.")]
    [InlineData("Nene", "Nene")]
    public void Last_comma_first_is_turned_around(string name, string expected) => PlayerName.FromLastFirst(name).ShouldBe(expected);

    [Fact]
    public void Digits_glued_in_front_of_a_key_are_dropped() => PlayerLookup.FromPrefixedKey("1629029lukadoncic").ShouldBe("lukadoncic");

    [Fact]
    public void A_name_of_one_suffix_word_is_a_name() => PlayerName.WithoutSuffix("IV").ShouldBe("IV");
}
