namespace NbaPipeline.Avro.Generator;

/// <summary>Which C# type holds a schema's values, and how one value of it is read and written.</summary>
internal static class CSharpTypes
{
    /// <summary>More digits do not fit System.Decimal.</summary>
    private const int MaxDecimalDigits = 28;

    /// <summary>The branch beside null, or the only one; and the index of null, or -1.</summary>
    public static (AvroSchema Value, int ValueIndex, int NullIndex) Optional(UnionSchema union, string path)
    {
        var nullIndex = union.NullIndex;
        if (union.Branches.Count == (nullIndex < 0 ? 1 : 2))
        {
            var index = nullIndex == 0 ? 1 : 0;
            return (union.Branches[index], index, nullIndex);
        }

        throw new UnsupportedSchemaException(
            $"{path}: only unions of null and one other type become C#, not one of {union.Branches.Count} branches"
        );
    }

    public static string Name(AvroSchema schema, string path)
    {
        switch (schema)
        {
            case UnionSchema union:
                var (value, _, nullIndex) = Optional(union, path);
                return Name(value, path) + (nullIndex < 0 ? "" : "?");
            case ArraySchema array:
                return $"global::System.Collections.Generic.IReadOnlyList<{Name(array.Items, path)}>";
            case MapSchema map:
                return $"global::System.Collections.Generic.IReadOnlyDictionary<string, {Name(map.Values, path)}>";
            case RecordSchema or EnumSchema:
                return CSharpNames.Type((NamedSchema)schema);
            default:
                return LogicalName(schema, path) ?? PlainName(schema, path);
        }
    }

    /// <summary>Whether equality of the C# type looks at the content only with help.</summary>
    public static bool NeedsDeepEquality(AvroSchema schema, string path) =>
        schema switch
        {
            UnionSchema union => NeedsDeepEquality(Optional(union, path).Value, path),
            ArraySchema or MapSchema => true,
            _ => Name(schema, path) == "byte[]",
        };

    /// <summary>The reader's method for a scalar, with its arguments.</summary>
    public static string Read(AvroSchema schema, string path)
    {
        var size = (schema as FixedSchema)?.Size;
        if (schema.Logical is { } logical && LogicalName(schema, path) is not null)
        {
            return logical.Kind switch
            {
                LogicalKind.Decimal when size is not null => $"ReadFixedDecimal({size}, {logical.Scale})",
                LogicalKind.Decimal => $"ReadDecimal({logical.Scale})",
                LogicalKind.Uuid when size is not null => "ReadFixedUuid()",
                _ => $"Read{logical.Kind}()",
            };
        }

        return schema.Type switch
        {
            AvroType.Bytes => "ReadBytes().ToArray()",
            AvroType.Fixed => $"ReadFixed({size}).ToArray()",
            _ => $"Read{schema.Type}()",
        };
    }

    /// <summary>The writer's method for a scalar, with its arguments.</summary>
    public static string Write(AvroSchema schema, string value, string path)
    {
        var size = (schema as FixedSchema)?.Size;
        if (schema.Logical is { } logical && LogicalName(schema, path) is not null)
        {
            return logical.Kind switch
            {
                LogicalKind.Decimal when size is not null => $"WriteFixedDecimal({value}, {size}, {logical.Precision}, {logical.Scale})",
                LogicalKind.Decimal => $"WriteDecimal({value}, {logical.Precision}, {logical.Scale})",
                LogicalKind.Uuid when size is not null => $"WriteFixedUuid({value})",
                _ => $"Write{logical.Kind}({value})",
            };
        }

        return schema.Type == AvroType.Fixed ? $"WriteFixed({value}, {size})" : $"Write{schema.Type}({value})";
    }

    private static string PlainName(AvroSchema schema, string path) =>
        schema.Type switch
        {
            AvroType.Boolean => "bool",
            AvroType.Int => "int",
            AvroType.Long => "long",
            AvroType.Float => "float",
            AvroType.Double => "double",
            AvroType.String => "string",
            AvroType.Bytes or AvroType.Fixed => "byte[]",
            _ => throw new UnsupportedSchemaException($"{path}: the type {schema.TypeName} has no C# type of its own"),
        };

    /// <summary>Nanoseconds stay a long: no .NET time type holds them.</summary>
    private static string? LogicalName(AvroSchema schema, string path)
    {
        switch (schema.Logical?.Kind)
        {
            case LogicalKind.Date:
                return "global::System.DateOnly";
            case LogicalKind.TimeMillis or LogicalKind.TimeMicros:
                return "global::System.TimeOnly";
            case LogicalKind.TimestampMillis or LogicalKind.TimestampMicros:
                return "global::System.DateTimeOffset";
            case LogicalKind.LocalTimestampMillis or LogicalKind.LocalTimestampMicros:
                return "global::System.DateTime";
            case LogicalKind.Uuid:
                return "global::System.Guid";
            case LogicalKind.Duration:
                return "global::NbaPipeline.Avro.AvroDuration";
            case LogicalKind.Decimal when schema.Logical.Precision > MaxDecimalDigits:
                throw new UnsupportedSchemaException(
                    $"{path}: a decimal of {schema.Logical.Precision} digits does not fit System.Decimal ({MaxDecimalDigits} digits)"
                );
            case LogicalKind.Decimal:
                return "decimal";
            default:
                return null;
        }
    }
}
