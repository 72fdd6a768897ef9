// Counts words exactly once, with a Kafka broker inside this process: dotnet run samples/wordcount.cs
#:property PublishAot=false
#:project ../streams/Dataflow
#:project ../connectors/Kafka.Embedded
#:package Confluent.Kafka
#:package Microsoft.Extensions.Hosting
using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NbaPipeline.Dataflow;
using NbaPipeline.Dataflow.Hosting;
using NbaPipeline.Kafka.Embedded;

var app = Host.CreateApplicationBuilder(args);
app.Logging.SetMinimumLevel(LogLevel.Warning);
app.AddEmbeddedKafka(kafka => kafka.Topics["lines"] = kafka.Topics["word-counts"] = 1); // or a connection string "kafka"
app.AddDataflow("word-count", streams => streams
    .Stream("lines", Consumed.With(Serdes.String, Serdes.String))
    .FlatMapValues("split", line => line.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries))
    .GroupBy("by-word", (_, word) => word, Grouped.With("words", Serdes.String, Serdes.String))
    .Count("counts").ToStream("changes")
    .Peek("show", (word, count) => Console.WriteLine($"{word,-12} {count}"))
    .To("word-counts", Produced.With(Serdes.String, Serdes.Int64)));
using var host = app.Build();
await host.StartAsync();

var bootstrap = app.Configuration.GetConnectionString("kafka");
using var producer = new ProducerBuilder<string, string>(new ProducerConfig { BootstrapServers = bootstrap })
    .SetLogHandler((_, _) => { }).Build();
Console.WriteLine($"Kafka at {bootstrap}. Type lines; Ctrl+C ends.");
producer.Produce("lines", new Message<string, string> { Key = "", Value = "to be or not to be" });
new Thread(() =>
{
    while (Console.ReadLine() is { } line)
        producer.Produce("lines", new Message<string, string> { Key = "", Value = line });
}) { IsBackground = true }.Start();
await host.WaitForShutdownAsync();
