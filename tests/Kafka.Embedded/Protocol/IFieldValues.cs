using NbaPipeline.Kafka.Embedded.Generator;

namespace NbaPipeline.Kafka.Embedded.Tests.Protocol;

/// <summary>What to fill a message with.</summary>
internal interface IFieldValues
{
    /// <summary>Whether a field is null that may be.</summary>
    bool IsNull(string path);

    /// <summary>Whether a tagged struct is set.</summary>
    bool IsSet(string path);

    /// <summary>How many elements an array has.</summary>
    int Count(string path);

    object Scalar(FieldKind kind, string path);
}
