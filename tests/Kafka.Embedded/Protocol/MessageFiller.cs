using System.Collections;
using NbaPipeline.Kafka.Embedded.Generator;

namespace NbaPipeline.Kafka.Embedded.Tests.Protocol;

/// <summary>Sets every property of a message, also those its version does not carry.</summary>
internal static class MessageFiller
{
    public static void Fill(object target, IEnumerable<FieldDefinition> fields, short version, string path, IFieldValues values)
    {
        foreach (var field in fields)
        {
            var property = target.GetType().GetProperty(field.Name)!;
            property.SetValue(target, Value(field, property.PropertyType, version, $"{path}.{field.Name}", values));
        }
    }

    private static object? Value(FieldDefinition field, Type type, short version, string path, IFieldValues values)
    {
        if (field.NullVersions.Contains(version) && values.IsNull(path))
        {
            return null;
        }

        if (!field.IsArray)
        {
            return field.IsStruct && !values.IsSet(path) ? null : Single(field, type, version, path, values);
        }

        var list = (IList)Activator.CreateInstance(type)!;
        var count = values.Count(path);
        for (var i = 0; i < count; i++)
        {
            list.Add(Single(field, type.GetGenericArguments()[0], version, $"{path}[{i}]", values));
        }

        return list;
    }

    private static object Single(FieldDefinition field, Type type, short version, string path, IFieldValues values)
    {
        if (!field.IsStruct)
        {
            return values.Scalar(field.Kind, path);
        }

        var item = Activator.CreateInstance(type)!;
        Fill(item, field.Fields, version, path, values);
        return item;
    }
}
