using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage;

public sealed class RealFilesTests : IDisposable
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"nba-broker-{Guid.NewGuid():N}");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData(FlushPolicy.Interval)]
    [InlineData(FlushPolicy.EveryAck)]
    public async Task A_log_on_a_disk_is_appended_to_by_many_threads_and_read_back_after_a_restart(FlushPolicy policy)
    {
        const int Threads = 4;
        const int Batches = 200;
        using var broker = new TestBroker
        {
            Files = new RealFiles(_directory),
            Options = new LogOptions { FlushPolicy = policy, MinFreeBytes = 0 },
            Config = new LogConfig { SegmentBytes = 5000, IndexIntervalBytes = 500 },
        };
        var log = broker.Log;
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(id => Task.Run(() => Produce(broker, id))));
        log.LogEnd.ShouldBe(Threads * Batches);
        log.HighWatermark.ShouldBe(log.LogEnd);
        var values = log.ReadAll().SelectMany(b => b.Values()).ToList();
        values
            .Order()
            .ShouldBe(Enumerable.Range(0, Threads).SelectMany(id => Enumerable.Range(0, Batches).Select(i => $"{id} {i}")).Order());
        broker.Reopen().ReadAll().SelectMany(b => b.Values()).ShouldBe(values);
        broker.Reopen(clean: true).ReadAll().SelectMany(b => b.Values()).ShouldBe(values);

        static async Task Produce(TestBroker broker, int id)
        {
            for (var i = 0; i < Batches; i++)
            {
                var result = broker.Append(TestBatch.Of($"{id} {i}").From(id, 0, i));
                result.Error.ShouldBe(ErrorCode.None);
                await broker.Log.FlushedTo(result.EndOffset);
            }
        }
    }

    [Fact]
    public void Files_are_listed_renamed_over_each_other_and_deleted()
    {
        var files = new RealFiles(_directory);
        files.CreateDirectory("a/b");
        files.FlushDirectory("a");
        files.FlushDirectory("");
        using (var one = files.Open("a/b/1"))
        using (files.Open("a/b/2"))
        {
            one.Write(10, "text"u8);
            one.Flush();
            one.Length.ShouldBe(14);
            files.Rename("a/b/1", "a/b/2");
            files.Files("a/b").ShouldBe(["2"]);
            var bytes = new byte[20];
            one.Read(9, bytes).ShouldBe(5);
            bytes[..5].ShouldBe("\0text"u8.ToArray());
        }
        files.Rename("a/b", "a/c");
        files.Directories("a").ShouldBe(["c"]);
        files.Files("none").ShouldBeEmpty();
        files.DeleteFile("a/c/none");
        files.DeleteDirectory("a");
        files.DirectoryExists("a").ShouldBeFalse();
        files.FreeBytes.ShouldBeGreaterThan(0);
        Should.Throw<FileNotFoundException>(() => files.OpenRead("none"));
        Should.Throw<IOException>(() => files.FlushDirectory("none"));
    }
}
