using System.Runtime.InteropServices;

namespace NbaPipeline.Dataflow.Client.Kafka.Native;

internal static unsafe class Utf8
{
    /// <summary>A zero-terminated native text; empty for a null pointer.</summary>
    public static string Text(byte* text) => text == null ? string.Empty : Marshal.PtrToStringUTF8((nint)text)!;
}
