namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>Everybody may do everything: bit masks of the operations that exist, by resource (spec section 6).</summary>
internal static class AuthorizedOperations
{
    public const int Topic = 0x0DF8;
    public const int Cluster = 0x1FA0;
}
