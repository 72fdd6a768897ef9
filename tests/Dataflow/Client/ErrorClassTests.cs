using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Client.Kafka;
using NbaPipeline.Dataflow.Client.Kafka.Native;

namespace NbaPipeline.Dataflow.Tests.Client;

public sealed class ErrorClassTests
{
    [Theory]
    [InlineData(RdCode.Fenced)]
    [InlineData(RdCode.InvalidProducerEpoch)]
    [InlineData(RdCode.ProducerFenced)]
    [InlineData(RdCode.IllegalGeneration)]
    [InlineData(RdCode.UnknownMember)]
    [InlineData(RdCode.FencedInstance)]
    public void Another_owner_means_fenced_whatever_the_flags_say(int code)
    {
        Classify(code, fatal: true).ShouldBe(ClientErrorKind.Fenced);
        Classify(code, requiresAbort: true).ShouldBe(ClientErrorKind.Fenced);
    }

    [Theory]
    [InlineData(RdCode.TimedOut)]
    [InlineData(RdCode.Transport)]
    [InlineData(RdCode.RequestTimedOut)]
    public void No_answer_to_a_call_that_may_have_happened_is_indefinite_even_if_retriable(int code)
    {
        Classify(code, retriable: true, mayHaveHappened: true).ShouldBe(ClientErrorKind.Indefinite);
        Classify(code, retriable: true).ShouldBe(ClientErrorKind.Unreachable);
    }

    [Fact]
    public void Other_errors_go_by_their_flags()
    {
        const int Other = 45;
        Classify(Other, fatal: true, requiresAbort: true).ShouldBe(ClientErrorKind.Fatal);
        Classify(Other, requiresAbort: true, retriable: true).ShouldBe(ClientErrorKind.RequiresAbort);
        Classify(Other, retriable: true).ShouldBe(ClientErrorKind.Retriable);
        Classify(Other).ShouldBe(ClientErrorKind.Fatal);
    }

    [Fact]
    public unsafe void The_binding_and_the_managed_client_use_one_library()
    {
        Utf8.Text(Rd.VersionText()).ShouldBe(Confluent.Kafka.Library.VersionString);
        if (!OperatingSystem.IsLinux())
            return;
        File.ReadLines("/proc/self/maps")
            .Where(l => l.Contains("librdkafka"))
            .Select(l => l[l.IndexOf('/')..])
            .Distinct()
            .Count()
            .ShouldBe(1);
    }

    [Fact]
    public void An_answer_without_an_offset_is_no_answer()
    {
        const long NoOffset = -1001;

        var thrown = Should.Throw<ClientException>(() => ClientErrors.Offset(NoOffset, "host:9092", "asking for the offsets of t-0", 500));

        thrown.Kind.ShouldBe(ClientErrorKind.Unreachable);
        thrown.Message.ShouldContain("asking for the offsets of t-0");
        ClientErrors.Offset(0, "host:9092", "asking", 500).ShouldBe(0);
    }

    private static ClientErrorKind Classify(
        int code,
        bool fatal = false,
        bool requiresAbort = false,
        bool retriable = false,
        bool mayHaveHappened = false
    ) => TransactionErrors.Classify(code, fatal, requiresAbort, retriable, mayHaveHappened);
}
