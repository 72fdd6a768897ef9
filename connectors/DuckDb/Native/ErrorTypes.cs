namespace NbaPipeline.DuckDb.Native;

/// <summary>Some functions of the C API report only a text; its first words are the error class ("Binder Error: ...").</summary>
internal static class ErrorTypes
{
    private static readonly (string Prefix, DuckDbErrorType Type)[] Prefixes =
    [
        ("Out of Range Error", DuckDbErrorType.OutOfRange),
        ("Conversion Error", DuckDbErrorType.Conversion),
        ("Mismatch Type Error", DuckDbErrorType.MismatchType),
        ("Invalid type Error", DuckDbErrorType.InvalidType),
        ("Serialization Error", DuckDbErrorType.Serialization),
        ("TransactionContext Error", DuckDbErrorType.Transaction),
        ("Not implemented Error", DuckDbErrorType.NotImplemented),
        ("Catalog Error", DuckDbErrorType.Catalog),
        ("Parser Error", DuckDbErrorType.Parser),
        ("Constraint Error", DuckDbErrorType.Constraint),
        ("Connection Error", DuckDbErrorType.Connection),
        ("Syntax Error", DuckDbErrorType.Syntax),
        ("Binder Error", DuckDbErrorType.Binder),
        ("IO Error", DuckDbErrorType.Io),
        ("INTERRUPT Error", DuckDbErrorType.Interrupt),
        ("FATAL Error", DuckDbErrorType.Fatal),
        ("INTERNAL Error", DuckDbErrorType.Internal),
        ("Invalid Input Error", DuckDbErrorType.InvalidInput),
        ("Out of Memory Error", DuckDbErrorType.OutOfMemory),
        ("Permission Error", DuckDbErrorType.Permission),
        ("Dependency Error", DuckDbErrorType.Dependency),
        ("Missing Extension Error", DuckDbErrorType.MissingExtension),
        ("Sequence Error", DuckDbErrorType.Sequence),
        ("Invalid Configuration Error", DuckDbErrorType.InvalidConfiguration),
    ];

    public static DuckDbErrorType Of(string message)
    {
        foreach (var (prefix, type) in Prefixes)
        {
            if (message.StartsWith(prefix, StringComparison.Ordinal))
            {
                return type;
            }
        }

        return DuckDbErrorType.Invalid;
    }
}
