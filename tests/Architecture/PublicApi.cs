using System.CodeDom.Compiler;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace NbaPipeline.Architecture.Tests;

/// <summary>The public surface of an assembly as sorted lines, one per type or member. What tools generated is left out.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static List<string> Describe(Assembly assembly) =>
        [
            .. assembly
                .GetExportedTypes()
                .Where(type => !type.IsDefined(typeof(GeneratedCodeAttribute)) && !IsGenerated(type))
                .SelectMany(type => DescribeMembers(type).Select(member => $"{TypeNames.Full(type)}.{member}").Prepend(DescribeType(type)))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    private static string DescribeType(Type type)
    {
        var bases = type.IsEnum ? [Enum.GetUnderlyingType(type)] : BasesOf(type).ToList();
        var suffix = bases.Count == 0 ? "" : " : " + string.Join(", ", bases.Select(TypeNames.Short));
        return $"{TypeNames.Full(type)} = {KindOf(type)}{suffix}";
    }

    private static IEnumerable<Type> BasesOf(Type type)
    {
        if (type.IsClass && type.BaseType is { } parent && parent != typeof(object) && !typeof(Delegate).IsAssignableFrom(type))
        {
            yield return parent;
        }

        foreach (
            var contract in type.GetInterfaces().Where(contract => contract.IsVisible).OrderBy(TypeNames.Short, StringComparer.Ordinal)
        )
        {
            yield return contract;
        }
    }

    private static string KindOf(Type type) =>
        type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "")
                + (type.IsByRefLike ? "ref " : "")
                + "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };

    private static IEnumerable<string> DescribeMembers(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [DescribeMethod(type.GetMethod("Invoke")!)];
        }

        return type.GetMembers(Declared).Where(member => !IsGenerated(member)).Select(Describe).OfType<string>();
    }

    private static string? Describe(MemberInfo member) =>
        member switch
        {
            FieldInfo field when IsVisible(field) && !field.IsSpecialName => DescribeField(field),
            PropertyInfo property => DescribeProperty(property),
            EventInfo e when e.AddMethod is { } add && IsVisible(add) => $"{e.Name} : event {TypeNames.Short(e.EventHandlerType!)}",
            ConstructorInfo constructor when IsVisible(constructor) && !constructor.IsStatic => $"new({Parameters(constructor)})",
            MethodInfo method
                when IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) =>
                DescribeMethod(method),
            _ => null,
        };

    private static string DescribeField(FieldInfo field)
    {
        var value = field.IsLiteral
            ? $" = {Convert.ToString(field.GetRawConstantValue(), System.Globalization.CultureInfo.InvariantCulture)}"
            : "";
        return $"{field.Name}{value} : {(field.IsStatic && !field.IsLiteral ? "static " : "")}{TypeNames.Short(field.FieldType)}";
    }

    private static string? DescribeProperty(PropertyInfo property)
    {
        var get = property.GetMethod is { } getter && IsVisible(getter) ? "get; " : "";
        var set = property.SetMethod is { } setter && IsVisible(setter) ? (IsInit(setter) ? "init; " : "set; ") : "";
        if (get.Length + set.Length == 0)
        {
            return null;
        }

        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var isStatic = (property.GetMethod ?? property.SetMethod)!.IsStatic ? "static " : "";
        var index = string.Join(", ", property.GetIndexParameters().Select(Parameter));
        return $"{property.Name}{(index.Length > 0 ? $"[{index}]" : "")} {{ {get}{set}}} : {required}{isStatic}{TypeNames.Short(property.PropertyType)}";
    }

    private static string DescribeMethod(MethodInfo method)
    {
        var generics = method.IsGenericMethod
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>"
            : "";
        var kind =
            method.IsStatic ? "static "
            : method.IsAbstract ? "abstract "
            : "";
        return $"{method.Name}{generics}({Parameters(method)}) : {kind}{TypeNames.Short(method.ReturnType)}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var kind =
            parameter.IsOut ? "out "
            : parameter.IsIn ? "in "
            : parameter.ParameterType.IsByRef ? "ref "
            : "";
        var optional = parameter.HasDefaultValue ? " = default" : "";
        return $"{kind}{TypeNames.Short(parameter.ParameterType)} {parameter.Name}{optional}";
    }

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    private static bool IsGenerated(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute)) || member.Name.Contains('<', StringComparison.Ordinal);
}
