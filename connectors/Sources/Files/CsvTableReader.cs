using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace NbaPipeline.Sources;

/// <summary>Rows of a CSV text, plain or gzip, with one header line, RFC 4180 quoting and UTF-8.</summary>
internal sealed class CsvTableReader : ITableReader
{
    private const int BufferBytes = 64 * 1024;
    private const int MaxRecordBytes = 16 * 1024 * 1024;

    private readonly string _file;
    private readonly CsvReader _reader;

    // Malformed records are told while the reader scans ahead, so they wait here until their row is reached.
    private readonly Dictionary<long, CsvMalformedReason> _malformed = [];

    private CsvTableReader(string file, Stream stream)
    {
        _file = file;
        var options = new CsvReaderOptions
        {
            Separator = ',',
            AllowLineBreaksInQuotes = false, // no text of these layouts has one, and an open quote must not swallow the rows behind it
            BufferSize = BufferBytes,
            MaxRecordSize = MaxRecordBytes,
            OnMalformedRecord = record => _malformed[record.RecordNumber] = record.Reason,
            PoolStrings = true,
        };
        _reader = CsvReader.Create(stream, options, leaveOpen: false);
    }

    public IReadOnlyList<string> Columns { get; private set; } = [];

    public long Row { get; private set; }

    public string? Problem { get; private set; }

    public string RawText { get; private set; } = "";

    public string? this[int column] => _reader.GetString(column) is { Length: > 0 } text ? text : null;

    /// <summary>Opens the file and reads its header.</summary>
    /// <exception cref="TableDamagedException">Not even the header can be read.</exception>
    public static CsvTableReader Open(IInputFiles files, string path, string file, Container container)
    {
        var reader = new CsvTableReader(file, OpenStream(files, path, file, container));
        try
        {
            reader.Guard(reader._reader.ReadHeader);
            reader.Columns = reader._reader.Headers.Select(name => name.Trim()).ToArray();
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    private static Stream OpenStream(IInputFiles files, string path, string file, Container container)
    {
        try
        {
            return container == Container.GzipCsv ? new GzipReader(files, path) : files.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TableDamagedException(file, 0, e.Message, e);
        }
    }

    public bool Read()
    {
        var more = false;
        Guard(() => more = _reader.Read());
        if (!more)
        {
            return false;
        }

        Row++;
        Problem = Judge();
        RawText = Problem is null ? "" : Encoding.UTF8.GetString(_reader.RawRecord);
        return true;
    }

    private string? Judge()
    {
        const int HeaderRecords = 1;
        if (_malformed.Remove(Row + HeaderRecords, out var reason))
        {
            return reason switch
            {
                CsvMalformedReason.StrayQuote => "a quote stands inside an unquoted field",
                CsvMalformedReason.TextAfterClosingQuote => "text follows a closing quote",
                _ => "a quote is not closed on its line",
            };
        }

        if (_reader.FieldCount != Columns.Count)
        {
            return $"the row has {_reader.FieldCount} fields, the header {Columns.Count}";
        }

        return Utf8.IsValid(_reader.RawRecord) ? null : "the text is not UTF-8";
    }

    private void Guard(Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or CsvFormatException)
        {
            var reason = e is InvalidDataException ? "the gzip data is corrupt" : e.Message;
            throw new TableDamagedException(_file, Row, reason, e);
        }
    }

    public void Dispose() => _reader.Dispose();
}
