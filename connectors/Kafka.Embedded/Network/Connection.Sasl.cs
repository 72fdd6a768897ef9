namespace NbaPipeline.Kafka.Embedded.Network;

internal sealed partial class Connection
{
    private static readonly byte[] EmptyToken = new byte[sizeof(int)];

    /// <summary>Checks a token and remembers the outcome.</summary>
    public bool Authenticate(ReadOnlySpan<byte> token)
    {
        var accepted = SaslPlain.Accepts(token, _network.Options.SaslUsers);
        Sasl.TokenSeen(accepted);
        if (!accepted)
        {
            NetworkLog.AuthenticationFailed(_network.Logger, Peer);
        }
        return accepted;
    }

    /// <summary>The token after a handshake of version 0: a bare frame, answered by an empty one, or by closing.</summary>
    private async ValueTask<bool> AuthenticateRawAsync(ReadOnlyMemory<byte> token)
    {
        if (!Authenticate(token.Span))
        {
            return false;
        }
        await SendAsync(EmptyToken);
        return true;
    }
}
