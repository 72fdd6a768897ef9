namespace NbaPipeline.Avro;

/// <summary>How <see cref="AvroJson"/> writes what JSON has no one way for.</summary>
public enum AvroJsonStyle
{
    /// <summary>
    /// For people: a union's value alone, times and dates in ISO 8601, decimals as numbers, bytes in Base64, a duration as an
    /// object of months, days and milliseconds.
    /// </summary>
    Plain,

    /// <summary>
    /// The specification's JSON encoding: a union's value in an object that names its branch, logical types as what they are
    /// made of, bytes as a string of the characters U+0000 to U+00FF.
    /// </summary>
    Tagged,
}
