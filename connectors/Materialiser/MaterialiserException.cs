namespace NbaPipeline.Materialiser;

/// <summary>Why the materialiser stopped. Nothing that was committed is lost; a new start goes on behind it.</summary>
public sealed class MaterialiserException : Exception
{
    /// <summary>Creates the exception.</summary>
    public MaterialiserException(string message, Exception? inner = null)
        : base(message, inner) { }
}
