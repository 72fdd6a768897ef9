namespace NbaPipeline.Cli;

internal enum BrokerUse
{
    /// <summary>A verb that looks; a broker started for it is stopped with it.</summary>
    Look,

    /// <summary>`nba run`; killed, it leaves the broker to the next run.</summary>
    Run,
}
