using System.Runtime.InteropServices;

namespace NbaPipeline.Dataflow.Client.Kafka.Native;

/// <summary>
/// The opaque of a client: unmanaged memory, so that a delivery report is counted without touching a managed object.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct CallbackBlock
{
    /// <summary>Weak GCHandle of the <see cref="ICallbackOwner"/>.</summary>
    public nint Owner;

    /// <summary>Delivery reports seen, good and bad.</summary>
    public long Reported;

    /// <summary>Last delivered offset by slot; the opaque of a message is its slot + 1.</summary>
    public long* Offsets;
    public int Slots;

    /// <summary>Code of the first failed delivery, 0 for none, and its slot.</summary>
    public int FirstError;
    public int FirstErrorSlot;
}
