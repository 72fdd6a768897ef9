using System.Collections;
using System.Globalization;
using System.Reflection;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Conformance.Tests.Differential;

/// <summary>
/// A message as text that is the same for two brokers that did the same: numbers a broker chooses are named, times of its clock are only present
/// or absent, what is its own (addresses, messages, throttling) is left out, and arrays of structures are put in order.
/// </summary>
internal static class MessageText
{
    private static readonly HashSet<string> LeftOut =
    [
        "ThrottleTimeMs",
        "ErrorMessage",
        "BatchIndexErrorMessage",
        "Host",
        "Port",
        "NodeEndpoints",
        "Rack",
        "ClusterId",
        "ClientHost",
        "CoordinatorEpoch",
        "PreferredReadReplica",
        "SessionId",
        "CurrentLeader",
        "SnapshotId",
        "Documentation",
        "Synonyms",
    ];

    private static readonly HashSet<string> BrokerTimes = ["LogAppendTimeMs", "TransactionStartTimeMs", "LastTimestamp"];

    /// <param name="message">What came from the broker, or null when it closed the connection.</param>
    /// <param name="names">The names of what this broker numbered.</param>
    /// <param name="without">Further properties that are not compared here.</param>
    public static string Of(IMessage? message, Names names, params string[] without) =>
        message is null ? "(closed the connection)" : Struct(message, names, without);

    private static string Struct(object message, Names names, string[] without)
    {
        var fields =
            from property in message.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public)
            where !LeftOut.Contains(property.Name) && !without.Contains(property.Name)
            let text = Field(property.Name, property.GetValue(message), names, without)
            where text.Length > 0
            select $"{property.Name}={text}";
        return $"{{{string.Join(' ', fields)}}}";
    }

    private static string Field(string name, object? value, Names names, string[] without) =>
        value switch
        {
            null => "null",
            _ when BrokerTimes.Contains(name) => Convert.ToInt64(value, CultureInfo.InvariantCulture) < 0 ? "-1" : "set",
            long id when name == "ProducerId" => names.Producer(id),
            string id when name is "MemberId" or "Leader" => names.Member(id),
            Guid id => names.Topic(id),
            short code when name.EndsWith("ErrorCode", StringComparison.Ordinal) => ((ErrorCode)code).ToString(),
            string text => $"'{text}'",
            byte[] bytes => Convert.ToHexString(bytes),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            bool flag => flag ? "yes" : "no",
            IEnumerable items => Items(items, names, without),
            _ => Struct(value, names, without),
        };

    private static string Items(IEnumerable items, Names names, string[] without)
    {
        var texts = items.Cast<object>().Select(item => Field("", item, names, without)).Order(StringComparer.Ordinal).ToList();
        return texts.Count == 0 ? "[]" : $"[{string.Join(", ", texts)}]";
    }
}
