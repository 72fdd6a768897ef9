namespace NbaPipeline.Sources;

/// <summary>Holds a replay back between two transactions, so that those who read it keep up.</summary>
public interface IReplayPace
{
    /// <summary>Returns when the next transaction may begin.</summary>
    /// <param name="committed">Where the replay is; called once after each transaction but the last.</param>
    /// <param name="cancellationToken">Ends the wait and the replay.</param>
    void Await(SeasonReplayProgress committed, CancellationToken cancellationToken);
}
