using System.Globalization;
using System.Text;

namespace NbaPipeline.Avro.Json;

/// <summary>Strict JSON (RFC 8259) with bounded nesting; duplicate member names are errors.</summary>
internal sealed class JsonParser
{
    private const int MaxDepth = 128;

    private readonly string _text;
    private int _at;
    private int _line = 1;
    private int _lineStart;
    private int _depth;

    private JsonParser(string text) => _text = text;

    public static JsonValue Parse(string text)
    {
        var parser = new JsonParser(text);
        parser.SkipSpace();
        var value = parser.ReadValue();
        parser.SkipSpace();
        return parser._at == text.Length ? value : throw parser.Error("text follows the end of the JSON value");
    }

    private int Column => _at - _lineStart + 1;

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private JsonValue ReadValue()
    {
        switch (Current)
        {
            case '{':
                return ReadObject();
            case '[':
                return ReadArray();
            case '"':
                var (line, column) = (_line, Column);
                return new JsonValue(JsonKind.Text, line, column, ReadString());
            case 't':
                return ReadWord("true", JsonKind.True);
            case 'f':
                return ReadWord("false", JsonKind.False);
            case 'n':
                return ReadWord("null", JsonKind.Null);
            default:
                return ReadNumber();
        }
    }

    private JsonValue ReadObject()
    {
        var result = new JsonValue(JsonKind.Object, _line, Column);
        var members = new List<KeyValuePair<string, JsonValue>>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        Open();
        while (Current != '}')
        {
            if (Current != '"')
            {
                throw Error("a member name in double quotes is expected");
            }

            var name = ReadString();
            if (!names.Add(name))
            {
                throw Error($"the member \"{name}\" occurs twice in one object");
            }

            SkipSpace();
            Expect(':');
            SkipSpace();
            members.Add(new KeyValuePair<string, JsonValue>(name, ReadValue()));
            Separator('}');
        }

        Close();
        result.Members = members;
        return result;
    }

    private JsonValue ReadArray()
    {
        var result = new JsonValue(JsonKind.Array, _line, Column);
        var items = new List<JsonValue>();
        Open();
        while (Current != ']')
        {
            items.Add(ReadValue());
            Separator(']');
        }

        Close();
        result.Items = items;
        return result;
    }

    private void Open()
    {
        if (++_depth > MaxDepth)
        {
            throw Error($"nesting is deeper than {MaxDepth} levels");
        }

        _at++;
        SkipSpace();
    }

    private void Close()
    {
        _depth--;
        _at++;
    }

    private void Separator(char close)
    {
        SkipSpace();
        if (Current == close)
        {
            return;
        }

        Expect(',');
        SkipSpace();
        if (Current == close)
        {
            throw Error($"a value is expected between ',' and '{close}'");
        }
    }

    private void Expect(char c)
    {
        if (Current != c || _at >= _text.Length)
        {
            throw Error($"'{c}' is expected");
        }

        _at++;
    }

    private JsonValue ReadWord(string word, JsonKind kind)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
        {
            throw Error("a JSON value is expected");
        }

        var value = new JsonValue(kind, _line, Column);
        _at += word.Length;
        return value;
    }

    private JsonValue ReadNumber()
    {
        var start = _at;
        var column = Column;
        if (Current == '-')
        {
            _at++;
        }

        var whole = _at;
        Digits();
        if (_text[whole] == '0' && _at - whole > 1)
        {
            throw Error("a number must not start with 0");
        }

        if (Current == '.')
        {
            _at++;
            Digits();
        }

        if (Current is 'e' or 'E')
        {
            _at++;
            if (Current is '+' or '-')
            {
                _at++;
            }

            Digits();
        }

        return new JsonValue(JsonKind.Number, _line, column, _text.Substring(start, _at - start));
    }

    private void Digits()
    {
        var start = _at;
        while (Current is >= '0' and <= '9')
        {
            _at++;
        }

        if (_at == start)
        {
            throw Error(_at >= _text.Length ? "the text ends inside a JSON value" : "a JSON value is expected");
        }
    }

    private string ReadString()
    {
        var output = new StringBuilder();
        _at++;
        while (Current != '"' || _at >= _text.Length)
        {
            if (_at >= _text.Length || Current < ' ')
            {
                throw Error("a string is not closed on its line");
            }

            output.Append(Current == '\\' ? ReadEscape() : _text[_at++]);
        }

        _at++;
        return output.ToString();
    }

    private char ReadEscape()
    {
        _at++;
        var c = Current;
        _at++;
        switch (c)
        {
            case '"' or '\\' or '/':
                return c;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _at + 4 <= _text.Length:
                var digits = _text.Substring(_at, 4);
                if (ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                {
                    _at += 4;
                    return (char)code;
                }

                break;
        }

        throw Error("an escape sequence in a string is invalid");
    }

    private void SkipSpace()
    {
        while (Current is ' ' or '\t' or '\r' or '\n')
        {
            if (Current == '\n')
            {
                _line++;
                _lineStart = _at + 1;
            }

            _at++;
        }
    }

    private AvroSchemaException Error(string reason) => new(reason, _line, Column);
}
