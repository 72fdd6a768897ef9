using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace NbaPipeline.Dataflow.Hosting;

/// <summary>Reads options from configuration: section <c>Dataflow:&lt;application id&gt;</c>, then connection string <c>kafka</c>.</summary>
internal static class DataflowConfiguration
{
    public static DataflowOptions Read(IConfiguration configuration, string applicationId)
    {
        var section = configuration.GetSection($"Dataflow:{applicationId}");
        var defaults = new DataflowOptions { ApplicationId = applicationId };
        return defaults with
        {
            BootstrapServers = section[nameof(DataflowOptions.BootstrapServers)] ?? configuration["ConnectionStrings:kafka"] ?? "",
            StateDirectory = section[nameof(DataflowOptions.StateDirectory)],
            Threads = Integer(section, nameof(DataflowOptions.Threads), defaults.Threads),
            CommitIntervalMs = Integer(section, nameof(DataflowOptions.CommitIntervalMs), defaults.CommitIntervalMs),
            TransactionTimeoutMs = Integer(section, nameof(DataflowOptions.TransactionTimeoutMs), defaults.TransactionTimeoutMs),
            RequestTimeoutMs = Integer(section, nameof(DataflowOptions.RequestTimeoutMs), defaults.RequestTimeoutMs),
            Guarantee = Guarantee(section),
        };
    }

    private static int Integer(IConfigurationSection section, string name, int fallback) =>
        section[name] is not { } text ? fallback
        : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value
        : throw new DataflowException($"{section.Path}:{name} is '{text}'; it must be a whole number.");

    private static ProcessingGuarantee Guarantee(IConfigurationSection section) =>
        section[nameof(DataflowOptions.Guarantee)] is not { } text ? ProcessingGuarantee.ExactlyOnceV2
        : Enum.TryParse<ProcessingGuarantee>(text, out var value) ? value
        : throw new DataflowException(
            $"{section.Path}:{nameof(DataflowOptions.Guarantee)} is '{text}'; known: {string.Join(", ", Enum.GetNames<ProcessingGuarantee>())}."
        );
}
