namespace NbaPipeline.Avro;

public ref partial struct AvroReader
{
    /// <summary>Passes over one value of the schema; strings are not checked for valid UTF-8.</summary>
    public void Skip(AvroSchema schema)
    {
        switch (schema)
        {
            case RecordSchema record:
                Enter();
                for (var i = 0; i < record.Fields.Count; i++)
                {
                    Skip(record.Fields[i].Schema);
                }

                Leave();
                break;
            case EnumSchema symbols:
                ReadEnum(symbols.Symbols.Count);
                break;
            case FixedSchema { Size: var size }:
                Take(size);
                break;
            case UnionSchema union:
                Skip(union.Branches[ReadUnion(union.Branches.Count)]);
                break;
            case ArraySchema array:
                SkipBlocks(array.Items, isMap: false);
                break;
            case MapSchema map:
                SkipBlocks(map.Values, isMap: true);
                break;
            default:
                SkipPrimitive(schema.Type);
                break;
        }
    }

    private void SkipBlocks(AvroSchema items, bool isMap)
    {
        var least = SchemaSize.Least(items) + (isMap ? 1 : 0);
        Enter();
        for (var count = ReadBlockCount(least); count > 0; count = ReadBlockCount(least))
        {
            for (var i = 0; i < count; i++)
            {
                if (isMap)
                {
                    SkipBytes();
                }

                Skip(items);
            }
        }

        Leave();
    }

    private void SkipPrimitive(AvroType type)
    {
        switch (type)
        {
            case AvroType.Null:
                break;
            case AvroType.Boolean:
                ReadBoolean();
                break;
            case AvroType.Int:
                ReadInt();
                break;
            case AvroType.Long:
                ReadLong();
                break;
            case AvroType.Float:
                Take(sizeof(float));
                break;
            case AvroType.Double:
                Take(sizeof(double));
                break;
            default:
                SkipBytes();
                break;
        }
    }
}
