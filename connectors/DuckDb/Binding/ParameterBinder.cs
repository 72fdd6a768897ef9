using NbaPipeline.DuckDb.Native;

namespace NbaPipeline.DuckDb.Binding;

/// <summary>Gives each placeholder of a prepared statement its value: by name where one has it, otherwise by position.</summary>
internal static class ParameterBinder
{
    public static void Bind(PreparedHandle prepared, DuckDbParameterCollection parameters, string sql)
    {
        var count = NativeMethods.ParameterCount(prepared);
        for (ulong index = 1; index <= count; index++)
        {
            var name = NativeText.Owned(NativeMethods.ParameterName(prepared, index));
            var parameter = Find(parameters, name, (int)index, sql);
            using var value = NativeValue.Create(parameter.Value);
            if (NativeMethods.BindValue(prepared, index, value) != 0)
            {
                throw new DuckDbException(
                    $"DuckDB did not take the value of parameter ${name} ({parameter.Value?.GetType().Name ?? "null"}).",
                    DuckDbErrorType.InvalidInput,
                    sql
                );
            }
        }
    }

    private static DuckDbParameter Find(DuckDbParameterCollection parameters, string name, int index, string sql)
    {
        var byName = parameters.IndexOf(name);
        if (byName >= 0)
        {
            return parameters[byName];
        }

        if (index <= parameters.Count && parameters[index - 1].ParameterName.Length == 0)
        {
            return parameters[index - 1];
        }

        throw new DuckDbException(
            $"The statement has a parameter ${name} (number {index}), the command has no value for it among its {parameters.Count}.",
            DuckDbErrorType.ParameterNotResolved,
            sql
        );
    }
}
