namespace NbaPipeline.Sources;

/// <summary>Records of one topic.</summary>
/// <param name="Topic">Full topic name.</param>
/// <param name="InFiles">Records that the files amount to.</param>
/// <param name="Produced">Those that this run produced; the others were in the topic before.</param>
public sealed record TopicCount(string Topic, long InFiles, long Produced);
