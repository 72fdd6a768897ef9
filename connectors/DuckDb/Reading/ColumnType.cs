using NbaPipeline.DuckDb.Native;

namespace NbaPipeline.DuckDb.Reading;

/// <summary>A logical type as a tree: what is needed to read or write a vector of it, and its name in SQL.</summary>
internal sealed record ColumnType(DuckDbType Id)
{
    /// <summary>How an ENUM or DECIMAL is stored; the type itself otherwise.</summary>
    public DuckDbType Storage { get; private init; } = Id;

    public byte Width { get; private init; }

    public byte Scale { get; private init; }

    /// <summary>The values of an ENUM, the names of the fields of a STRUCT or the members of a UNION.</summary>
    public string[] Names { get; private init; } = [];

    /// <summary>The element of a LIST or ARRAY; key and value of a MAP; the fields of a STRUCT; tag and members of a UNION.</summary>
    public ColumnType[] Children { get; private init; } = [];

    /// <summary>Elements of an ARRAY.</summary>
    public int ArrayLength { get; private init; }

    public Type ClrType => ClrTypes.Of(Id);

    public static ColumnType Describe(LogicalTypeHandle type)
    {
        var id = NativeMethods.GetTypeId(type);
        return id switch
        {
            DuckDbType.Decimal => new ColumnType(id)
            {
                Storage = NativeMethods.DecimalInternalType(type),
                Width = NativeMethods.DecimalWidth(type),
                Scale = NativeMethods.DecimalScale(type),
            },
            DuckDbType.Enum => new ColumnType(id) { Storage = NativeMethods.EnumInternalType(type), Names = EnumNames(type) },
            DuckDbType.List => new ColumnType(id) { Children = [Child(NativeMethods.ListTypeChild(type))] },
            DuckDbType.Array => new ColumnType(id)
            {
                Children = [Child(NativeMethods.ArrayTypeChild(type))],
                ArrayLength = (int)NativeMethods.ArrayTypeSize(type),
            },
            DuckDbType.Map => new ColumnType(id)
            {
                Children = [Child(NativeMethods.MapTypeKey(type)), Child(NativeMethods.MapTypeValue(type))],
            },
            DuckDbType.Struct => DescribeStruct(type),
            DuckDbType.Union => DescribeUnion(type),
            _ => new ColumnType(id),
        };
    }

    public override string ToString() => TypeNames.Of(this);

    private static ColumnType Child(nint pointer)
    {
        using var child = new LogicalTypeHandle(pointer);
        return Describe(child);
    }

    private static string[] EnumNames(LogicalTypeHandle type)
    {
        var names = new string[NativeMethods.EnumDictionarySize(type)];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = NativeText.Owned(NativeMethods.EnumDictionaryValue(type, (ulong)i));
        }

        return names;
    }

    private static ColumnType DescribeStruct(LogicalTypeHandle type)
    {
        var count = (int)NativeMethods.StructTypeChildCount(type);
        var names = new string[count];
        var children = new ColumnType[count];
        for (var i = 0; i < count; i++)
        {
            names[i] = NativeText.Owned(NativeMethods.StructTypeChildName(type, (ulong)i));
            children[i] = Child(NativeMethods.StructTypeChild(type, (ulong)i));
        }

        return new ColumnType(DuckDbType.Struct) { Names = names, Children = children };
    }

    /// <summary>A union is stored as a struct whose first field is the number of the member.</summary>
    private static ColumnType DescribeUnion(LogicalTypeHandle type)
    {
        var count = (int)NativeMethods.UnionTypeMemberCount(type);
        var names = new string[count];
        var children = new ColumnType[count + 1];
        children[0] = new ColumnType(DuckDbType.UTinyInt);
        for (var i = 0; i < count; i++)
        {
            names[i] = NativeText.Owned(NativeMethods.UnionTypeMemberName(type, (ulong)i));
            children[i + 1] = Child(NativeMethods.UnionTypeMember(type, (ulong)i));
        }

        return new ColumnType(DuckDbType.Union) { Names = names, Children = children };
    }
}
