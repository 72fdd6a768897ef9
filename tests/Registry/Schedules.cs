namespace NbaPipeline.SchemaRegistry.Tests;

/// <summary>All schedules of a run, depth first: each run's choices are recorded, and the next one differs in the last that can.</summary>
internal sealed class Schedules
{
    private readonly List<(int Choice, int Of)> _path = [];
    private int _position;

    /// <summary>Picks for the run that is going on.</summary>
    public int Choose(int count)
    {
        if (_position == _path.Count)
        {
            _path.Add((0, count));
        }

        _path[_position].Of.ShouldBe(count, "a run with the same choices went another way");
        return _path[_position++].Choice;
    }

    /// <summary>Moves to the next schedule; false after the last.</summary>
    public bool Next()
    {
        _position = 0;
        while (_path.Count > 0)
        {
            var (choice, of) = _path[^1];
            _path.RemoveAt(_path.Count - 1);
            if (choice + 1 < of)
            {
                _path.Add((choice + 1, of));
                return true;
            }
        }

        return false;
    }

    public override string ToString() => string.Join("", _path.Take(_position).Select(p => p.Choice));
}
