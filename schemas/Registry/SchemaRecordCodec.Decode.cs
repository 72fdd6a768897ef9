using System.Text.Json;

namespace NbaPipeline.SchemaRegistry;

internal static partial class SchemaRecordCodec
{
    /// <summary>Never throws: what cannot be read is <see cref="SchemaLogRecord.Unreadable"/> with the reason.</summary>
    public static SchemaLogRecord Decode(byte[]? key, byte[]? value)
    {
        try
        {
            using var keyJson = JsonDocument.Parse(key ?? throw new FormatException("no key"));
            using var valueJson = value is null ? null : JsonDocument.Parse(value);
            return DecodeByType(keyJson.RootElement, valueJson?.RootElement, key, value);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            // JsonElement throws the last two for a property of another kind and for an absent one.
            return new SchemaLogRecord.Unreadable(e.Message);
        }
    }

    private static SchemaLogRecord DecodeByType(JsonElement key, JsonElement? value, byte[] rawKey, byte[]? rawValue)
    {
        var keyType = key.GetProperty("keytype").GetString() ?? "";
        switch (keyType)
        {
            case "SCHEMA":
                var schemaKey = new SchemaKey(RequiredText(key, "subject"), key.GetProperty("version").GetInt32());
                return value is { } schema
                    ? new SchemaLogRecord.Schema(DecodeEntry(schemaKey, schema, rawKey, rawValue!))
                    : new SchemaLogRecord.Tombstone(schemaKey);
            case "CONFIG":
                var level = value is { } config ? CompatibilityLevels.Parse(OptionalText(config, "compatibilityLevel")) : null;
                return new SchemaLogRecord.Config(OptionalText(key, "subject"), level);
            case "DELETE_SUBJECT" when value is { } delete:
                return new SchemaLogRecord.DeleteSubject(RequiredText(key, "subject"), delete.GetProperty("version").GetInt32());
            default:
                return new SchemaLogRecord.PassedOver(keyType);
        }
    }

    private static SchemaEntry DecodeEntry(SchemaKey key, JsonElement value, byte[] rawKey, byte[] rawValue)
    {
        var id = value.GetProperty("id").GetInt32();
        if (id < 0 || key.Version < 1)
        {
            throw new FormatException($"id {id}, version {key.Version}: ids are not negative and versions start at 1");
        }

        var type = OptionalText(value, "schemaType") ?? AvroType;
        var text = RequiredText(value, "schema");
        var references = value.TryGetProperty("references", out var r) && r.ValueKind == JsonValueKind.Array && r.GetArrayLength() > 0;
        var identity =
            type == AvroType && !references ? SchemaIdentity.Of(text) : string.Join('\n', type, references ? r.GetRawText() : "", text);
        var deleted = value.TryGetProperty("deleted", out var d) && d.ValueKind == JsonValueKind.True;
        return new SchemaEntry(key, id, type, text, references, identity, deleted, rawKey, rawValue);
    }

    private static string RequiredText(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");

    private static string? OptionalText(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) ? text.GetString() : null;
}
