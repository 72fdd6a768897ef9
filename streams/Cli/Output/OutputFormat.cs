namespace NbaPipeline.Cli;

/// <summary>How a read verb prints rows (`nba help formats`).</summary>
internal enum OutputFormat
{
    Table,
    Wide,
    Json,
    Jsonl,
    Csv,
    Md,
}
