namespace NbaPipeline.Kafka.Embedded.Generator;

internal sealed partial class DefinitionParser
{
    private const int IndentBy = 2;

    private void ParseField(string line, string content, int number)
    {
        var indent = line.Length - content.Length;
        OpenStructAt(line, indent, number);
        var field = FieldParser.Parse(content, number, indent + 1);
        var siblings = _open.Peek();
        if (siblings.Any(f => f.Name == field.Name))
        {
            throw new DefinitionException(number, indent + 1, $"the field {field.Name} comes twice");
        }

        if (field.Tag is { } tag)
        {
            if (field.Versions.Min < _api.FlexibleFrom)
            {
                throw new DefinitionException(
                    number,
                    indent + 1,
                    $"version {field.Versions.Min} is not flexible, so it has no tagged fields"
                );
            }

            if (siblings.Any(f => f.Tag == tag))
            {
                throw new DefinitionException(number, indent + 1, $"the tag {tag} comes twice");
            }
        }

        siblings.Add(field);
        _last = field;
    }

    /// <summary>Makes the struct that a line of this indentation belongs to the innermost one.</summary>
    private void OpenStructAt(string line, int indent, int number)
    {
        if (_open.Count == 0)
        {
            throw new DefinitionException(number, indent + 1, "a field needs 'request:' or 'response:' before it");
        }

        var depth = indent / IndentBy;
        if (_last is { IsStruct: true } && depth == _open.Count + 1)
        {
            _open.Push(_last.Fields);
        }

        while (_open.Count > depth && _open.Count > 1)
        {
            _open.Pop();
        }

        if (indent % IndentBy != 0 || depth != _open.Count || line.IndexOf('\t') >= 0)
        {
            throw new DefinitionException(number, indent + 1, $"{indent} spaces fit no struct: each nesting is two further in");
        }
    }

    private static void CheckStructs(List<FieldDefinition> fields)
    {
        foreach (var field in fields.Where(f => f.IsStruct))
        {
            if (field.Fields.Count == 0)
            {
                throw new DefinitionException(field.Line, 1, $"the struct {field.Name} has no fields");
            }

            CheckStructs(field.Fields);
        }
    }
}
