namespace NbaPipeline.Dataflow.Tests.Operators;

/// <summary>A processor whose parts a test writes in place.</summary>
internal sealed class ScriptedProcessor(
    Action<IProcessorContext<string, string>> init,
    Action<IProcessorContext<string, string>, Record<string, string>> process
) : Processor<string, string, string, string>
{
    private IProcessorContext<string, string> _context = null!;

    public override void Init(IProcessorContext<string, string> context)
    {
        _context = context;
        init(context);
    }

    public override void Process(in Record<string, string> record) => process(_context, record);
}
