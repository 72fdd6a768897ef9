using System.Text;

namespace NbaPipeline.Avro;

public abstract partial class AvroSchema
{
    private string? _canonicalForm;
    private ulong? _fingerprint;

    /// <summary>
    /// The Parsing Canonical Form: what decides how data is read, without docs, defaults, aliases and logical types. Two schemas
    /// with one canonical form read each other's data without resolution.
    /// </summary>
    public string CanonicalForm => _canonicalForm ??= Avro.CanonicalForm.Write(this);

    /// <summary>The CRC-64-AVRO (Rabin) fingerprint of <see cref="CanonicalForm"/>.</summary>
    public ulong Fingerprint => _fingerprint ??= Rabin.Fingerprint(Encoding.UTF8.GetBytes(CanonicalForm));
}
