using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Network;

/// <summary>How far the client of a connection has authenticated (spec section 18).</summary>
internal sealed class SaslState(bool isAuthenticated)
{
    /// <summary>Nobody who has not authenticated may send more at once.</summary>
    public const int LargestFrameBytes = 512 << 10;

    /// <summary>Always true when no users are configured.</summary>
    public bool IsAuthenticated { get; private set; } = isAuthenticated;

    /// <summary>A mechanism is agreed on; its token comes next.</summary>
    public bool ExpectsToken { get; private set; }

    /// <summary>After a handshake of version 0 the token comes as a bare frame instead of a SaslAuthenticate request.</summary>
    public bool ExpectsRawToken { get; private set; }

    /// <summary>Whether a request may be served at this stage.</summary>
    public bool Allows(ApiKey key) => IsAuthenticated || key is ApiKey.ApiVersions or ApiKey.SaslHandshake or ApiKey.SaslAuthenticate;

    public void MechanismAgreed(bool rawToken)
    {
        ExpectsToken = true;
        ExpectsRawToken = rawToken;
    }

    public void TokenSeen(bool accepted)
    {
        IsAuthenticated = accepted;
        ExpectsToken = false;
        ExpectsRawToken = false;
    }
}
