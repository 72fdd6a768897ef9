namespace NbaPipeline.Conformance.Tests.Differential;

/// <summary>What a member of a group knows.</summary>
internal sealed class MemberMemory
{
    public string Id { get; set; } = "";

    public int Generation { get; set; } = -1;
}
