using System.Globalization;
using System.Text;

namespace NbaPipeline.Sources;

/// <summary>Why a row, or the rest of a file, went to a dead-letter topic instead of its own.</summary>
internal sealed record DeadLetter(string Topic, string File, long Row, string ErrorClass, string Reason)
{
    public IReadOnlyList<KeyValuePair<string, byte[]>> Headers(string contentHash) =>
        [
            Text(SourceHeaders.Source, File),
            Text(SourceHeaders.ContentHash, contentHash),
            Text(SourceHeaders.ErrorTopic, Topic),
            Text(SourceHeaders.ErrorNode, $"{File}:{Row.ToString(CultureInfo.InvariantCulture)}"),
            Text(SourceHeaders.ErrorClass, ErrorClass),
            Text(SourceHeaders.ErrorMessage, Reason),
        ];

    private static KeyValuePair<string, byte[]> Text(string name, string value) => new(name, Encoding.UTF8.GetBytes(value));
}
