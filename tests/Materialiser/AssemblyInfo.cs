// DuckDB uses all cores for each test anyway.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
