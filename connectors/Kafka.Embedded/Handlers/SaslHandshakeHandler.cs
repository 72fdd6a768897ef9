using NbaPipeline.Kafka.Embedded.Network;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>SaslHandshake: agrees on PLAIN, or names it and lets the client try again (spec section 18).</summary>
internal sealed class SaslHandshakeHandler : IRequestHandler
{
    public ValueTask HandleAsync(Request request)
    {
        var known = request.Read<SaslHandshakeRequest>().Mechanism == SaslPlain.Mechanism;
        if (known)
        {
            request.Connection.Sasl.MechanismAgreed(rawToken: request.Header.Version == 0);
        }
        var error = known ? ErrorCode.None : ErrorCode.UnsupportedSaslMechanism;
        return request.RespondAsync(new SaslHandshakeResponse { ErrorCode = (short)error, Mechanisms = [SaslPlain.Mechanism] });
    }
}
