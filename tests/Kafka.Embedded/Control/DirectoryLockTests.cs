using NbaPipeline.Kafka.Embedded.Control;

namespace NbaPipeline.Kafka.Embedded.Tests.Control;

public sealed class DirectoryLockTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("broker-lock-").FullName;

    [Fact]
    public void A_second_opener_is_told_the_directory_and_the_process_that_has_it()
    {
        using var first = DirectoryLock.Acquire(_directory);
        string message = Should.Throw<EmbeddedBrokerInUseException>(() => DirectoryLock.Acquire(_directory)).Message;
        message.ShouldContain($"process {Environment.ProcessId}");
        message.ShouldContain(_directory);
    }

    [Fact]
    public void After_the_first_is_gone_the_directory_is_free()
    {
        DirectoryLock.Acquire(_directory).Dispose();
        Should.NotThrow(() => DirectoryLock.Acquire(_directory).Dispose());
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
