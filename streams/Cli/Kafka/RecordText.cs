using System.Text;

namespace NbaPipeline.Cli;

/// <summary>Bytes of keys and headers as text: UTF-8 where they are, else hex after 0x.</summary>
internal static class RecordText
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static string? OfBytes(byte[]? bytes) =>
        bytes is null ? null
        : TryUtf8(bytes, out var text) ? text
        : "0x" + Convert.ToHexStringLower(bytes);

    public static bool TryUtf8(byte[] bytes, out string text)
    {
        try
        {
            text = Strict.GetString(bytes);
            return !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));
        }
        catch (DecoderFallbackException)
        {
            text = "";
            return false;
        }
    }
}
