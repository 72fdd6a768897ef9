namespace NbaPipeline.Dataflow.Tests.Simulation;

/// <summary>The process ends here: nothing of the engine may catch it.</summary>
internal sealed class CrashException : Exception;
