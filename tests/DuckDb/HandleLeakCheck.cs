using NbaPipeline.DuckDb.Native;

namespace NbaPipeline.DuckDb.Tests;

/// <summary>All tests of this assembly run one after the other, so that a handle count belongs to one test.</summary>
internal static class HandleLeakCheck
{
    public static void NothingStaysOpen(Action action)
    {
        action(); // what is created once per process comes first
        var before = DuckDbHandle.OpenCount;
        action();
        DuckDbHandle.OpenCount.ShouldBe(before);
    }
}
