namespace NbaPipeline.Dataflow;

public enum ProcessingGuarantee
{
    /// <summary>Outputs, state and input offsets commit together, once, whatever crashes (KIP-447).</summary>
    ExactlyOnceV2,

    /// <summary>Nothing is lost; after a crash up to one commit interval is processed again.</summary>
    AtLeastOnce,
}
