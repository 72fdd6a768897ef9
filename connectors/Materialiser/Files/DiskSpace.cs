namespace NbaPipeline.Materialiser;

internal static class DiskSpace
{
    /// <exception cref="MaterialiserException">Fewer bytes are free than <paramref name="bytes"/> and the reserve.</exception>
    public static void Require(IDatabaseFiles files, string folder, long bytes, long reserve, string what)
    {
        var free = files.AvailableBytes(folder);
        if (free < bytes + reserve)
        {
            throw new MaterialiserException(
                $"Not enough space for {what}: {free:N0} bytes are free in {folder}, {bytes:N0} and a reserve of {reserve:N0} are needed. "
                    + "What was committed is safe. Free space and start again: it goes on where it stopped."
            );
        }
    }
}
