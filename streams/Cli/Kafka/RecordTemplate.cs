using System.Globalization;
using System.Text;

namespace NbaPipeline.Cli;

/// <summary>`-f '%t %p %o %k %v %h %T\n'`: the letters of kcat and rpk.</summary>
internal sealed class RecordTemplate
{
    private readonly List<(char Letter, string Text)> _parts = [];

    public RecordTemplate(string format)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] is not ('%' or '\\'))
            {
                text.Append(format[i]);
                continue;
            }

            if (i + 1 == format.Length)
            {
                throw CliException.Usage($"the format ends in '{format[i]}'", $"'{format}'", "see nba help record-format");
            }

            var next = format[++i];
            if (format[i - 1] == '\\')
            {
                text.Append(
                    next switch
                    {
                        'n' => '\n',
                        't' => '\t',
                        'r' => '\r',
                        '0' => '\0',
                        _ => next,
                    }
                );
            }
            else if (next == '%')
            {
                text.Append('%');
            }
            else if ("tpokvhTKS".Contains(next, StringComparison.Ordinal))
            {
                _parts.Add(('\0', text.ToString()));
                _parts.Add((next, ""));
                text.Clear();
            }
            else
            {
                throw CliException.Usage(
                    $"unknown letter '%{next}' in the format",
                    "known: %t %p %o %k %v %h %T %K %S %%",
                    "see nba help record-format"
                );
            }
        }

        _parts.Add(('\0', text.ToString()));
    }

    /// <param name="record">Record.</param>
    /// <param name="value">What stands for its value: decoded, hex or as it is.</param>
    public string Render(TopicRecord record, string value)
    {
        var line = new StringBuilder();
        foreach (var (letter, text) in _parts)
        {
            line.Append(
                letter switch
                {
                    't' => record.Topic,
                    'p' => record.Partition.ToString(CultureInfo.InvariantCulture),
                    'o' => record.Offset.ToString(CultureInfo.InvariantCulture),
                    'T' => record.TimestampMs.ToString(CultureInfo.InvariantCulture),
                    'k' => RecordText.OfBytes(record.Key) ?? "",
                    'v' => value,
                    'h' => string.Join(',', record.Headers.Select(h => $"{h.Key}={RecordText.OfBytes(h.Value)}")),
                    'K' => (record.Key?.Length ?? -1).ToString(CultureInfo.InvariantCulture),
                    'S' => (record.Value?.Length ?? -1).ToString(CultureInfo.InvariantCulture),
                    _ => text,
                }
            );
        }

        return line.ToString();
    }
}
