namespace NbaPipeline.Cli;

internal enum BrokerUse
{
    /// <summary>A verb that looks; a broker started for it is stopped with it.</summary>
    Look,

    /// <summary>`nba run`; killed, it leaves the broker's data to the next run.</summary>
    Run,

    /// <summary>`nba broker`: the broker itself is what was asked for, on the port that was named.</summary>
    Serve,
}
