namespace NbaPipeline.Avro.Json;

internal enum JsonKind
{
    Null,
    False,
    True,
    Number,
    Text,
    Array,
    Object,
}
