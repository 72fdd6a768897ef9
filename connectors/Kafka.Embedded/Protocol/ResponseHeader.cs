namespace NbaPipeline.Kafka.Embedded.Protocol;

/// <summary>What stands before every response body (spec section 3.4).</summary>
internal static class ResponseHeader
{
    public static void Write(ProtocolWriter writer, ApiKey key, short version, int correlationId)
    {
        writer.WriteInt32(correlationId);
        if (HasTags(key, version))
        {
            writer.WriteEmptyTags();
        }
    }

    /// <summary>Reads the header as a client does.</summary>
    /// <returns>The correlation id.</returns>
    public static int Read(ref ProtocolReader reader, ApiKey key, short version)
    {
        var correlationId = reader.ReadInt32();
        if (HasTags(key, version))
        {
            reader.SkipTags();
        }

        return correlationId;
    }

    /// <summary>ApiVersions never has tags here: its client does not know yet what the broker speaks.</summary>
    private static bool HasTags(ApiKey key, short version) => key != ApiKey.ApiVersions && ApiVersionTable.IsFlexible((short)key, version);
}
