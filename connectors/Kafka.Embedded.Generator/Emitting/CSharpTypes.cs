namespace NbaPipeline.Kafka.Embedded.Generator;

/// <summary>The C# of fields.</summary>
internal static class CSharpTypes
{
    /// <summary>The type of the property. A tagged struct is null when it is not set.</summary>
    public static string Property(FieldDefinition field)
    {
        var type = field.IsArray ? $"List<{Element(field)}>" : Element(field);
        return field.CanBeNull || field is { IsStruct: true, IsArray: false } ? type + "?" : type;
    }

    /// <summary>What stands after the property: its default.</summary>
    public static string Initializer(FieldDefinition field)
    {
        if (field.CanBeNull)
        {
            return "";
        }

        return field switch
        {
            { Default: { } value } => $" = {value};",
            { IsArray: true } or { Kind: FieldKind.Bytes } => " = [];",
            { Kind: FieldKind.String } => " = \"\";",
            _ => "",
        };
    }

    /// <summary>Whether a tagged field differs from its default and so is written.</summary>
    public static string IsSet(FieldDefinition field) =>
        field switch
        {
            _ when field.CanBeNull || field is { IsStruct: true, IsArray: false } => $"{field.Name} is not null",
            { IsArray: true } => $"{field.Name}.Count > 0",
            { Kind: FieldKind.String or FieldKind.Bytes } => $"{field.Name}.Length > 0",
            _ => $"{field.Name} != {field.Default ?? "default"}",
        };

    private static string Element(FieldDefinition field) =>
        field.Kind switch
        {
            FieldKind.Int8 => "sbyte",
            FieldKind.Int16 => "short",
            FieldKind.Int32 => "int",
            FieldKind.Int64 => "long",
            FieldKind.Bool => "bool",
            FieldKind.Uuid => "Guid",
            FieldKind.String => "string",
            FieldKind.Bytes => "byte[]",
            FieldKind.Records => "Memory<byte>",
            _ => field.ClassName,
        };
}
