using System.Text;

namespace NbaPipeline.Contracts.Identity;

/// <summary>Reads display names of players: their words, their generational suffix, and texts that were damaged on the way.</summary>
public static class PlayerName
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    // Windows-1252 gives these characters to the bytes 0x80..0x9F that Latin-1 leaves to control codes.
    private const string Windows1252High =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
        + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    /// <summary>True when the word alone is a generational suffix: Jr, Sr, II, III or IV, with or without a full stop.</summary>
    public static bool IsSuffix(string word) => word.Trim('.', ',').ToUpperInvariant() is "JR" or "SR" or "II" or "III" or "IV";

    /// <summary>The words of a name; a non-breaking blank separates like a plain one.</summary>
    public static string[] Words(string name) => name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The name without a suffix that stands as its last word, as in <c>Jimmy Butler III</c>; a name of one word stays.</summary>
    public static string WithoutSuffix(string name)
    {
        var words = Words(name);
        return words.Length > 1 && IsSuffix(words[^1]) ? string.Join(' ', words[..^1]).TrimEnd(',') : name;
    }

    /// <summary>Turns <c>Last, First</c> into <c>First Last</c>; a comma before a suffix is left alone.</summary>
    public static string FromLastFirst(string name)
    {
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0 || IsSuffix(name[(comma + 1)..].Trim()))
            return name;
        return $"{name[(comma + 1)..].Trim()} {name[..comma].Trim()}";
    }

    /// <summary>Repairs UTF-8 that was read as Latin-1 or Windows-1252; any other text comes back as it is.</summary>
    public static string Repair(string text)
    {
        Span<byte> bytes = text.Length <= 256 ? stackalloc byte[text.Length] : new byte[text.Length];
        var high = false;
        for (var i = 0; i < text.Length; i++)
        {
            var position = text[i] > 0x7F ? Windows1252High.IndexOf(text[i], StringComparison.Ordinal) : -1;
            if (position < 0 && text[i] > 0xFF)
                return text;
            bytes[i] = position < 0 ? (byte)text[i] : (byte)(0x80 + position);
            high |= bytes[i] > 0x7F;
        }
        if (!high)
            return text;
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return text;
        }
    }
}
