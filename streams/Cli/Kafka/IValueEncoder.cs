using System.Text.Json;

namespace NbaPipeline.Cli;

/// <summary>The way back of <see cref="IValueDecoder"/>.</summary>
internal interface IValueEncoder : IDisposable
{
    /// <summary>Bytes of a value with its framing.</summary>
    /// <param name="topic">Topic it goes to.</param>
    /// <param name="schemaId">Id that the line names; null: the newest schema of the topic.</param>
    /// <param name="value">The value as `topics read` prints it.</param>
    byte[] Encode(string topic, int? schemaId, JsonElement value);
}
