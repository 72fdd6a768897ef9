namespace NbaPipeline.Kafka.Embedded.Generator;

/// <summary>Writes what is made of all definitions together.</summary>
internal static class TableEmitter
{
    /// <summary>The generated half of <c>ApiVersionTable</c>.</summary>
    public static string Versions(IEnumerable<ApiDefinition> apis)
    {
        var code = MessageFile.Begin().Open("internal static partial class ApiVersionTable");
        code.Line("private static partial ApiVersionRange[] Define() =>").Open("    new ApiVersionRange[]");
        foreach (var api in apis)
        {
            var flexible = api.FlexibleFrom == VersionRange.Open ? "ApiVersionRange.NeverFlexible" : $"{api.FlexibleFrom}";
            code.Line($"new((ApiKey){api.Key}, {api.Versions.Min}, {api.Versions.Max}, {flexible}), // {api.Name}");
        }

        return code.Close("};").Close().ToString();
    }

    /// <summary>The generated half of <c>Messages</c>.</summary>
    public static string Factories(IEnumerable<ApiDefinition> apis)
    {
        var all = apis.ToList();
        var code = MessageFile.Begin().Open("internal static partial class Messages");
        foreach (var kind in new[] { "Request", "Response" })
        {
            code.Line($"public static partial IMessage Create{kind}(ApiKey key) =>").Open("    key switch");
            foreach (var api in all)
            {
                code.Line($"ApiKey.{api.Name} => new {api.Name}{kind}(),");
            }

            code.Line("_ => throw new ArgumentOutOfRangeException(nameof(key), key, \"the broker has no such API\"),").Close("};");
        }

        return code.Close().ToString();
    }
}
