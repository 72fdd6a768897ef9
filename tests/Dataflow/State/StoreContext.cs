using NbaPipeline.Dataflow.State;
using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.Tests.State;

internal static class StoreContext
{
    /// <summary>A store outside of a task.</summary>
    public static (TStore Store, TaskContext Context) Attach<TStore>(TStore store)
        where TStore : StateStore
    {
        var context = new TaskContext(new TaskId(0, 0), null!) { StreamTimeMs = 0 };
        store.Attach(context);
        return (store, context);
    }
}
