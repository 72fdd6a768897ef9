using System.Runtime.CompilerServices;
using NbaPipeline.DuckDb.Native;

namespace NbaPipeline.DuckDb.Reading;

/// <summary>Reads a vector of the current chunk; bound anew to each chunk.</summary>
internal sealed unsafe partial class VectorView
{
    private readonly VectorView[] _children;
    private byte* _data;
    private ulong* _validity;

    public VectorView(ColumnType type)
    {
        Type = type;
        _children = Array.ConvertAll(type.Children, child => new VectorView(child));
    }

    public ColumnType Type { get; }

    public void Bind(nint vector)
    {
        _data = NativeMethods.VectorData(vector);
        _validity = NativeMethods.VectorValidity(vector);
        switch (Type.Id)
        {
            case DuckDbType.List:
                _children[0].Bind(NativeMethods.ListVectorChild(vector));
                break;
            case DuckDbType.Array:
                _children[0].Bind(NativeMethods.ArrayVectorChild(vector));
                break;
            case DuckDbType.Map:
                BindFields(NativeMethods.ListVectorChild(vector));
                break;
            case DuckDbType.Struct:
            case DuckDbType.Union:
                BindFields(vector);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsNull(long row) => _validity != null && (_validity[row >> 6] & (1UL << (int)(row & 63))) == 0;

    /// <summary>The bytes of a VARCHAR, BLOB, BIT or BIGNUM.</summary>
    public ReadOnlySpan<byte> GetBytes(long row) => NativeString.Bytes((NativeString*)_data + row);

    private void BindFields(nint vector)
    {
        for (var i = 0; i < _children.Length; i++)
        {
            _children[i].Bind(NativeMethods.StructVectorChild(vector, (ulong)i));
        }
    }

    private T At<T>(long row)
        where T : unmanaged => ((T*)_data)[row];
}
