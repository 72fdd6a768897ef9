using System.Buffers;

namespace NbaPipeline.Sources;

/// <summary>What the rows of one kind of layout become: key, event time and encoded record.</summary>
internal interface IRowShape
{
    /// <summary>Topic of the rows.</summary>
    string Topic { get; }

    /// <summary>Start year of the row's season, or <c>null</c> when the row does not say.</summary>
    int? Season(Cells cells);

    /// <summary>Reads what decides about the row: when it happened, its key, what it counts for.</summary>
    RowFacts Facts(Cells cells);

    /// <summary>Encodes the row as the topic's record.</summary>
    /// <param name="cells">The row.</param>
    /// <param name="file">Where it stands.</param>
    /// <param name="facts">What <see cref="Facts"/> said of it.</param>
    /// <param name="timeMs">Its record time; differs from the facts only for a row whose own time cannot be read.</param>
    /// <param name="output">Takes the framed Avro bytes.</param>
    void Encode(Cells cells, TableFile file, in RowFacts facts, long timeMs, IBufferWriter<byte> output);
}
