using System.Globalization;

namespace NbaPipeline.Cli.Tests;

public sealed class RunLockTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void A_second_run_is_refused_and_told_process_and_folder()
    {
        using var first = RunLock.Take(_temp.Folder);
        var error = Should.Throw<CliException>(() => RunLock.Take(_temp.Folder));
        error.ExitCode.ShouldBe(ExitCode.NotReady);
        error.Message.ShouldContain(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        error.Where.ShouldBe(_temp.Path);
    }

    [Fact]
    public void What_a_killed_run_left_does_not_lock()
    {
        File.WriteAllText(_temp.Folder.RunLock, "");
        File.WriteAllText(Path.ChangeExtension(_temp.Folder.RunLock, ".pid"), "1");
        RunLock.IsHeld(_temp.Folder).ShouldBeFalse();
        RunLock.Take(_temp.Folder).Dispose();
    }

    [Fact]
    public void It_is_free_again_after_the_run()
    {
        RunLock.Take(_temp.Folder).Dispose();
        RunLock.IsHeld(_temp.Folder).ShouldBeFalse();
    }

    [Fact]
    public void A_new_folder_is_made()
    {
        var folder = new DataFolder(Path.Combine(_temp.Path, "a", "b"));
        using var taken = RunLock.Take(folder);
        RunLock.IsHeld(folder).ShouldBeTrue();
    }

    [Fact]
    public void Shared_locks_stand_beside_each_other_and_keep_an_exclusive_one_out()
    {
        FileLocks.TryShared(_temp.Folder.BrokerLock, out var a).ShouldBeTrue();
        FileLocks.TryShared(_temp.Folder.BrokerLock, out var b).ShouldBeTrue();
        FileLocks.TryExclusive(_temp.Folder.BrokerLock, out _).ShouldBeFalse();
        a!.Dispose();
        b!.Dispose();
        FileLocks.TryExclusive(_temp.Folder.BrokerLock, out var c).ShouldBeTrue();
        c!.Dispose();
    }
}
