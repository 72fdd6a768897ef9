namespace NbaPipeline.SchemaRegistry;

/// <summary>
/// What a new version must be able to do with the versions before it. The levels without <c>Transitive</c> look at the latest
/// version only, those with it at all versions that are not deleted.
/// </summary>
public enum CompatibilityLevel
{
    /// <summary>Anything goes.</summary>
    None,

    /// <summary>The new schema reads data of the latest version. The default.</summary>
    Backward,

    /// <summary>The new schema reads data of every version.</summary>
    BackwardTransitive,

    /// <summary>The latest version reads data of the new schema.</summary>
    Forward,

    /// <summary>Every version reads data of the new schema.</summary>
    ForwardTransitive,

    /// <summary>Backward and forward.</summary>
    Full,

    /// <summary>Backward and forward with every version.</summary>
    FullTransitive,
}
