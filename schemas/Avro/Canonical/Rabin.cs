namespace NbaPipeline.Avro;

/// <summary>The 64-bit Rabin fingerprint that the Avro specification defines.</summary>
internal static class Rabin
{
    private const ulong Empty = 0xC15D213AA4D7A795;

    private static readonly ulong[] Table = MakeTable();

    public static ulong Fingerprint(ReadOnlySpan<byte> data)
    {
        var value = Empty;
        foreach (var b in data)
        {
            value = (value >> 8) ^ Table[(byte)(value ^ b)];
        }

        return value;
    }

    private static ulong[] MakeTable()
    {
        var table = new ulong[256];
        for (var i = 0; i < table.Length; i++)
        {
            var value = (ulong)i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value >> 1) ^ (Empty & (0 - (value & 1)));
            }

            table[i] = value;
        }

        return table;
    }
}
