using NbaPipeline.Kafka.Embedded.Network;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>SaslAuthenticate: checks the token; a refused client is told so and cut off (spec section 18).</summary>
internal sealed class SaslAuthenticateHandler : IRequestHandler
{
    public ValueTask HandleAsync(Request request)
    {
        var token = request.Read<SaslAuthenticateRequest>().AuthBytes;
        var response = new SaslAuthenticateResponse();
        if (!request.Connection.Sasl.ExpectsToken)
        {
            response.ErrorCode = (short)ErrorCode.IllegalSaslState;
            response.ErrorMessage = "a SaslHandshake request must come first";
        }
        else if (!request.Connection.Authenticate(token))
        {
            response.ErrorCode = (short)ErrorCode.SaslAuthenticationFailed;
            response.ErrorMessage = "Authentication failed: invalid user or password";
        }
        else
        {
            response.SessionLifetimeMs = 0;
        }
        request.CloseAfter = response.ErrorCode != 0;
        return request.RespondAsync(response);
    }
}
