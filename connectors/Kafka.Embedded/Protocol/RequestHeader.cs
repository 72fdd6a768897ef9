namespace NbaPipeline.Kafka.Embedded.Protocol;

/// <summary>What stands before every request body (spec section 3.3).</summary>
/// <param name="Key">The API as it came, perhaps one the broker does not know.</param>
/// <param name="Version">The version as it came, perhaps one outside the advertised range.</param>
/// <param name="CorrelationId">Goes back in the response header.</param>
/// <param name="ClientId">The client's name for itself, for logs.</param>
internal readonly record struct RequestHeader(short Key, short Version, int CorrelationId, string? ClientId)
{
    public ApiKey ApiKey => (ApiKey)Key;

    /// <summary>Reads header version 2 for flexible versions, 1 for all others, and leaves the reader at the body.</summary>
    public static RequestHeader Read(ref ProtocolReader reader)
    {
        var key = reader.ReadInt16();
        var version = reader.ReadInt16();
        var correlationId = reader.ReadInt32();
        // The client id stays a string with a 16-bit length also in header version 2.
        var clientId = reader.ReadNullableString(flexible: false);
        if (ApiVersionTable.IsFlexible(key, version))
        {
            reader.SkipTags();
        }

        return new(key, version, correlationId, clientId);
    }

    /// <summary>Writes the header as a client does.</summary>
    public void Write(ProtocolWriter writer)
    {
        writer.WriteInt16(Key);
        writer.WriteInt16(Version);
        writer.WriteInt32(CorrelationId);
        writer.WriteNullableString(ClientId, flexible: false);
        if (ApiVersionTable.IsFlexible(Key, Version))
        {
            writer.WriteEmptyTags();
        }
    }
}
