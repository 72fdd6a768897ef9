namespace NbaPipeline.Avro;

/// <summary>An enum: the encoding is the symbol's index.</summary>
public sealed class EnumSchema : NamedSchema
{
    private readonly Dictionary<string, int> _indexes;

    internal EnumSchema(string fullName, IReadOnlyList<string> aliases, string? doc, IReadOnlyList<string> symbols, string? defaultSymbol)
        : base(AvroType.Enum, fullName, aliases, doc)
    {
        Symbols = symbols;
        Default = defaultSymbol;
        _indexes = new Dictionary<string, int>(symbols.Count, StringComparer.Ordinal);
        for (var i = 0; i < symbols.Count; i++)
        {
            _indexes.Add(symbols[i], i);
        }
    }

    public IReadOnlyList<string> Symbols { get; }

    /// <summary>The symbol that a reader takes for a symbol it does not know, or null.</summary>
    public string? Default { get; }

    /// <summary>The symbol's index, or -1.</summary>
    public int IndexOf(string symbol) => _indexes.TryGetValue(symbol, out var index) ? index : -1;
}
