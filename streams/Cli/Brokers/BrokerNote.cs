using System.Text.Json;
using System.Text.Json.Serialization;

namespace NbaPipeline.Cli;

/// <summary>broker.json: which Kafka a data dir belongs to. Written before a broker is started and again when it answers.</summary>
internal sealed record BrokerNote
{
    /// <summary>host:port list that clients use.</summary>
    public string? Bootstrap { get; init; }

    /// <summary>Port the folder's own Kafka was last started on; kept, so that clients find it again.</summary>
    public int? Port { get; init; }

    /// <summary>Process of the folder's own Kafka when it last answered; only for people, whether it lives is asked of the system.</summary>
    public int? Pid { get; init; }

    public string? KafkaHome { get; init; }

    /// <summary>The identity: ports and hosts may change, the data's cluster may not.</summary>
    public string? ClusterId { get; init; }

    /// <summary>True when Kafka was named with --bootstrap and is never started or stopped by us.</summary>
    public bool External { get; init; }

    /// <summary>Whoever leaves last stops the broker. False while a run is on, so that a killed run leaves it to the next.</summary>
    public bool StopWhenUnused { get; init; }

    public static BrokerNote? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), BrokerNoteJson.Default.BrokerNote);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException e)
        {
            throw new CliException(
                ExitCode.Usage,
                "the note on this folder's Kafka cannot be read",
                path,
                e.Message,
                "delete that file; the Kafka on its data is found again without it",
                e
            );
        }
    }

    /// <summary>Replaces the file in one step: a reader sees the old note or the new one.</summary>
    public void Write(string path)
    {
        var aside = path + ".new";
        File.WriteAllText(aside, JsonSerializer.Serialize(this, BrokerNoteJson.Default.BrokerNote) + "\n");
        File.Move(aside, path, overwrite: true);
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BrokerNote))]
internal sealed partial class BrokerNoteJson : JsonSerializerContext;
