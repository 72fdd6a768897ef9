namespace NbaPipeline.Dataflow;

public enum ApplicationState
{
    /// <summary>Made, not started.</summary>
    Created,

    /// <summary>Joining the group or restoring stores.</summary>
    Starting,

    /// <summary>All assigned tasks process records.</summary>
    Running,

    /// <summary>Stopped in an orderly way; everything processed is committed.</summary>
    Stopped,

    /// <summary>A thread stopped by an error; see <see cref="DataflowApplication.Failure"/>.</summary>
    Failed,
}
