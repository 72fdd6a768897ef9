using System.Globalization;
using System.Text;

namespace NbaPipeline.Contracts.Identity;

/// <summary>The player key: a pure function of the display name. The generational suffix stays.</summary>
public static class PlayerLookup
{
    /// <summary>Lower case, accents dropped, letters a-z and digits only: <c>Nikola Jokić</c> gives <c>nikolajokic</c>. Empty when nothing is left.</summary>
    public static string Of(string displayName)
    {
        var lookup = new StringBuilder(displayName.Length);
        foreach (var c in PlayerName.Repair(displayName).ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
                lookup.Append(c);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                lookup.Append(Undecomposed(c));
        }
        return lookup.ToString();
    }

    /// <summary>The key of the name without its generational suffix.</summary>
    public static string WithoutSuffix(string displayName) => Of(PlayerName.WithoutSuffix(PlayerName.Repair(displayName)));

    /// <summary>The key behind one with digits glued in front, as play-by-play files have them.</summary>
    public static string FromPrefixedKey(string key) => Of(key.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'));

    // Letters that canonical decomposition leaves whole.
    private static string Undecomposed(char c) =>
        c switch
        {
            'ı' => "i",
            'ł' => "l",
            'ø' => "o",
            'đ' => "d",
            'ß' => "ss",
            'æ' => "ae",
            _ => "",
        };
}
