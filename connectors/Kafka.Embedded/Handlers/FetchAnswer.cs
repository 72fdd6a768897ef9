using NbaPipeline.Kafka.Embedded.Network;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>
/// Writes the answer to a Fetch, versions 4 to 16. Only what stands between the records is assembled; the records are streamed from the
/// segment files (spec section 3.6). Every partition asked for appears, and records are never null (spec sections 16 and 20.1).
/// </summary>
internal sealed class FetchAnswer(ProtocolWriter writer, short version)
{
    private readonly List<Splice> _splices = [];
    private readonly bool _flexible = ApiVersionTable.IsFlexible((short)ApiKey.Fetch, version);

    /// <summary>Sends the plan of <paramref name="job"/>.</summary>
    public static async ValueTask SendAsync(FetchJob job, Request request)
    {
        var connection = request.Connection;
        var writer = await connection.BeginAnswerAsync(request.Header);
        var answer = new FetchAnswer(writer, request.Header.Version);
        answer.Write(job);
        connection.PatchLength(job.PlannedBytes);
        if (job.PlannedBytes == 0)
        {
            await connection.SendAsync(writer.Written);
        }
        else
        {
            await answer.StreamAsync(connection, job.PlannedBytes);
        }
        connection.EndAnswer();
    }

    /// <summary>Writes all but the records.</summary>
    public void Write(FetchJob job)
    {
        writer.WriteInt32(0); // throttle time
        if (version >= 7)
        {
            writer.WriteInt16((short)ErrorCode.None);
            writer.WriteInt32(0); // session id
        }
        writer.WriteArrayCount(job.Topics.Length, _flexible);
        for (var i = 0; i < job.Topics.Length; i++)
        {
            var (name, id) = job.TopicOf(i);
            if (version >= 13)
            {
                writer.WriteUuid(id);
            }
            else
            {
                writer.WriteString(name, _flexible);
            }
            writer.WriteArrayCount(job.Topics[i].Length, _flexible);
            foreach (var partition in job.Topics[i])
            {
                Write(partition);
            }
            EndStruct();
        }
        EndStruct();
    }

    private void Write(FetchPartition partition)
    {
        var plan = partition.Plan;
        writer.WriteInt32(partition.Index);
        writer.WriteInt16((short)partition.Error);
        writer.WriteInt64(plan.HighWatermark);
        writer.WriteInt64(plan.LastStableOffset);
        if (version >= 5)
        {
            writer.WriteInt64(plan.LogStart);
        }
        Write(plan.Aborted);
        if (version >= 11)
        {
            writer.WriteInt32(-1); // preferred read replica
        }
        writer.WriteBytesLength(plan.LengthBytes, _flexible);
        if (plan.LengthBytes > 0)
        {
            _splices.Add(new Splice(writer.Length, plan.Regions));
        }
        EndStruct();
    }

    private void Write(IReadOnlyList<AbortedTransaction>? aborted)
    {
        writer.WriteArrayCount(aborted?.Count ?? -1, _flexible);
        for (var i = 0; i < (aborted?.Count ?? 0); i++)
        {
            writer.WriteInt64(aborted![i].ProducerId);
            writer.WriteInt64(aborted[i].FirstOffset);
            EndStruct();
        }
    }

    private void EndStruct()
    {
        if (_flexible)
        {
            writer.WriteEmptyTags();
        }
    }

    private async ValueTask StreamAsync(Connection connection, int recordBytes)
    {
        var total = Math.Min((long)writer.Length + recordBytes, NetworkLimits.StreamBufferBytes);
        var stream = new AnswerStream(connection, (int)total);
        try
        {
            var at = 0;
            foreach (var splice in _splices)
            {
                await stream.WriteAsync(writer.Written[at..splice.Position]);
                foreach (var region in splice.Regions)
                {
                    await stream.WriteAsync(region);
                }
                at = splice.Position;
            }
            await stream.WriteAsync(writer.Written[at..]);
            await stream.FlushAsync();
        }
        finally
        {
            stream.Dispose();
        }
    }

    /// <summary>Records that belong at a position of what is written.</summary>
    private readonly record struct Splice(int Position, IReadOnlyList<FileRegion> Regions);
}
