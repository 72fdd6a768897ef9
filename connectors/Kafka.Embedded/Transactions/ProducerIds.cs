using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Control.Entries;

namespace NbaPipeline.Kafka.Embedded.Transactions;

/// <summary>Gives out producer ids, each once for ever: in blocks, and a block is in the control log, flushed, before its first id is given out (spec section 10).</summary>
internal sealed class ProducerIds(IControlLog log, long nextFreeId) : IDisposable
{
    private const int BlockSize = 1000;

    private readonly SemaphoreSlim _lock = new(1, 1);
    private long _next = nextFreeId;
    private long _end = nextFreeId;

    /// <exception cref="ControlLogException">The next block could not be written; no id was given out.</exception>
    public async ValueTask<long> NextAsync()
    {
        await _lock.WaitAsync();
        try
        {
            if (_next == _end)
            {
                await log.AppendAsync(new ProducerIdBlock(_end + BlockSize), alwaysFlush: true);
                _end += BlockSize;
            }

            return _next++;
        }
        finally
        {
            _lock.Release();
        }
    }

    public void Dispose() => _lock.Dispose();
}
