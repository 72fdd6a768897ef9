namespace NbaPipeline.Sources;

/// <summary>A replay cannot start or go on; the message says why and what to do.</summary>
public class SourceException(string message, Exception? inner = null) : Exception(message, inner);
