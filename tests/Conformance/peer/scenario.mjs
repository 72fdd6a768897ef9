// Drives a broker with kafkajs: scenario.mjs BOOTSTRAP PREFIX. One line per step, 'ok NAME' or 'not ok NAME: why'; fails when a step did.
import kafkajs from "kafkajs";

const { Kafka, CompressionTypes, ConfigResourceTypes, logLevel } = kafkajs;
const [bootstrap, prefix] = process.argv.slice(2);
const kafka = new Kafka({ clientId: "conformance", brokers: [bootstrap], logLevel: logLevel.NOTHING, retry: { initialRetryTime: 50, retries: 8 } });
const topic = `${prefix}-js`;
const ledger = `${prefix}-js-ledger`;
const group = `${prefix}-js-group`;
const transactionalId = `${prefix}-js-tx`;
const admin = kafka.admin();
let failed = 0;

async function step(name, check) {
  try {
    await check();
    console.log(`ok ${name}`);
  } catch (error) {
    failed++;
    console.log(`not ok ${name}: ${error.type ?? error.name}: ${error.message} ${error.stack.split("\n").find((l) => l.includes("scenario.mjs"))?.trim()}`);
  }
}

function equal(got, wanted) {
  const [left, right] = [JSON.stringify(got), JSON.stringify(wanted)];
  if (left !== right) throw new Error(`wanted ${right}, got ${left}`);
}

async function until(condition, what) {
  const deadline = Date.now() + 40_000;
  while (Date.now() < deadline) {
    if (await condition()) return;
    await new Promise((resume) => setTimeout(resume, 50));
  }
  throw new Error(`waited in vain for ${what}`);
}

async function raises(type, call) {
  try {
    await call();
  } catch (error) {
    if (error.type === type || error.cause?.type === type || error.errors?.some((e) => e.type === type)) return error;
    throw error;
  }
  throw new Error(`${type} was not raised`);
}

async function produced(options, send) {
  const producer = kafka.producer(options);
  await producer.connect();
  try {
    return await send(producer);
  } finally {
    await producer.disconnect();
  }
}

// A group member that keeps what it sees.
async function member(options, topics = [topic], run = {}) {
  const consumer = kafka.consumer({ sessionTimeout: 10_000, rebalanceTimeout: 10_000, heartbeatInterval: 300, maxWaitTimeInMs: 200, ...options });
  const seen = [];
  let assigned = [];
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => (assigned = payload.memberAssignment));
  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
  await consumer.run({ ...run, eachMessage: async ({ topic, partition, message }) => void seen.push({ topic, partition, offset: Number(message.offset), key: message.key?.toString(), value: message.value?.toString(), headers: message.headers, timestamp: message.timestamp }) });
  return { consumer, seen, partitions: (of = topic) => assigned[of] ?? [], stop: () => consumer.disconnect() };
}

// Everything in the ledger that a reader sees, up to the end offset of its isolation: the last record's value is the sentinel's.
async function ledgerSeen(readUncommitted, sentinel) {
  await produced({}, (p) => p.send({ topic: ledger, messages: [{ value: sentinel }] }));
  const reader = await member({ groupId: `${group}-${sentinel}`, readUncommitted }, [ledger]);
  await until(() => reader.seen.some((r) => r.value === sentinel), sentinel);
  await reader.stop();
  return reader.seen.map((r) => r.value).filter((v) => !v.startsWith("sentinel"));
}

const endOf = async (name) => (await admin.fetchTopicOffsets(name)).map((p) => Number(p.high)).reduce((a, b) => a + b, 0);

await admin.connect();

await step("the cluster is described", async () => {
  const cluster = await admin.describeCluster();
  equal(cluster.brokers.length, 1);
  equal(cluster.controller, cluster.brokers[0].nodeId);
});

await step("topics are created", async () => {
  equal(await admin.createTopics({ topics: [{ topic, numPartitions: 2, replicationFactor: 1 }, { topic: ledger, numPartitions: 1, replicationFactor: 1, configEntries: [{ name: "max.message.bytes", value: "2000000" }] }] }), true);
});

await step("a topic is not created twice", async () => equal(await admin.createTopics({ topics: [{ topic, numPartitions: 2 }] }), false));

await step("a bad topic name is refused", () => raises("INVALID_TOPIC_EXCEPTION", () => admin.createTopics({ topics: [{ topic: "no/slash", numPartitions: 1 }] })));

await step("topics are listed", async () => {
  const names = await admin.listTopics();
  equal([topic, ledger].every((name) => names.includes(name)), true);
});

await step("metadata tells partitions and leader", async () => {
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
  equal(topics[0].partitions.map((p) => p.partitionId).sort(), [0, 1]);
  equal(topics[0].partitions.every((p) => p.isr.length === 1 && p.leader === p.isr[0]), true);
});

await step("configs are read", async () => {
  const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [{ type: ConfigResourceTypes.TOPIC, name: ledger, configNames: ["max.message.bytes"] }] });
  equal(resources[0].configEntries.map((e) => [e.configName, e.configValue]), [["max.message.bytes", "2000000"]]);
});

await step("configs are replaced", async () => {
  await admin.alterConfigs({ validateOnly: false, resources: [{ type: ConfigResourceTypes.TOPIC, name: ledger, configEntries: [{ name: "max.message.bytes", value: "3000000" }] }] });
  await until(async () => {
    const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [{ type: ConfigResourceTypes.TOPIC, name: ledger, configNames: ["max.message.bytes"] }] });
    return resources[0].configEntries[0].configValue === "3000000";
  }, "the changed config");
});

await step("plain records get their offsets", async () => {
  const [first] = await produced({}, (p) => p.send({ topic, acks: -1, messages: [0, 1, 2].map((i) => ({ key: `k${i}`, value: `plain ${i}`, partition: 0, headers: { n: `${i}` }, timestamp: `${1_600_000_000_000 + i}` })) }));
  equal([first.partition, first.errorCode, first.baseOffset], [0, 0, "0"]);
});

await step("gzip records follow", async () => {
  const [first] = await produced({}, (p) => p.send({ topic, compression: CompressionTypes.GZIP, messages: [{ value: "zipped ".repeat(100), partition: 0, timestamp: "1600000000010" }, { value: "zipped", partition: 0, timestamp: "1600000000011" }] }));
  equal(first.baseOffset, "3");
});

await step("acks 0 arrives", async () => {
  await produced({}, (p) => p.send({ topic, acks: 0, messages: [{ value: "quick", partition: 1 }] }));
  await until(async () => (await endOf(topic)) === 6, "the record");
});

await step("an idempotent producer writes once", async () => {
  const base = await produced({ idempotent: true, maxInFlightRequests: 1 }, async (p) => {
    const bases = [];
    for (let i = 0; i < 5; i++) bases.push((await p.send({ topic, acks: -1, messages: [{ value: `once ${i}`, partition: 1 }] }))[0].baseOffset);
    return bases;
  });
  equal(base, ["1", "2", "3", "4", "5"]);
});

await step("a batch over two topics", async () => {
  const answers = await produced({}, (p) => p.sendBatch({ topicMessages: [{ topic, messages: [{ value: "both", partition: 0 }] }, { topic: ledger, messages: [{ value: "both" }] }] }));
  equal(answers.map((a) => a.topicName).sort(), [topic, ledger].sort());
});

await step("a record too large is refused", () => raises("MESSAGE_TOO_LARGE", () => produced({ retry: { retries: 0 } }, (p) => p.send({ topic, messages: [{ value: "x".repeat(1_200_000), partition: 0 }] }))));

await step("an unknown topic is refused", () => raises("UNKNOWN_TOPIC_OR_PARTITION", () => produced({ allowAutoTopicCreation: false, retry: { retries: 0 } }, (p) => p.send({ topic: `${prefix}-js-unknown`, messages: [{ value: "x" }] }))));

await step("ends are told", async () => {
  const offsets = (await admin.fetchTopicOffsets(topic)).sort((a, b) => a.partition - b.partition);
  equal(offsets.map((p) => [p.low, p.high]), [["0", "6"], ["0", "6"]]);
});

await step("offsets are found by time", async () => {
  const found = (await admin.fetchTopicOffsetsByTimestamp(topic, 1_600_000_000_002)).find((p) => p.partition === 0);
  equal(found.offset, "2");
});

let left, right;
await step("one member reads everything", async () => {
  left = await member({ groupId: group });
  await until(() => left.seen.length >= 12, "all records");
  const first = left.seen.filter((r) => r.partition === 0);
  equal(first.map((r) => r.offset), [0, 1, 2, 3, 4, 5]);
  equal([first[1].key, first[1].value, first[1].headers.n.toString(), first[1].timestamp], ["k1", "plain 1", "1", "1600000000001"]);
  equal(first[3].value, "zipped ".repeat(100));
});

await step("a second member takes a share", async () => {
  right = await member({ groupId: group });
  await until(() => left.partitions().length === 1 && right.partitions().length === 1, "one partition each");
  const { groups } = await admin.describeGroups([group]);
  equal([groups[0].state, groups[0].members.length, groups[0].protocolType], ["Stable", 2, "consumer"]);
});

await step("each record goes to one of them", async () => {
  await produced({}, (p) => p.send({ topic, messages: [0, 1].map((partition) => ({ value: "shared", partition })) }));
  const shared = () => [...left.seen, ...right.seen].filter((r) => r.value === "shared");
  await until(() => shared().length === 2, "both records");
  equal(shared().map((r) => r.partition).sort(), [0, 1]);
});

await step("the rest takes over from who leaves", async () => {
  await left.stop();
  await until(() => right.partitions().length === 2, "both partitions");
  await right.stop();
});

await step("committed offsets are told", async () => {
  const [offsets] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
  equal(offsets.partitions.sort((a, b) => a.partition - b.partition).map((p) => p.offset), ["7", "7"]);
});

await step("offsets are set and reset", async () => {
  await admin.setOffsets({ groupId: group, topic, partitions: [{ partition: 0, offset: "5" }] });
  const again = await member({ groupId: group });
  await until(() => again.seen.length >= 2, "two records again");
  await again.stop();
  equal(again.seen.map((r) => [r.partition, r.offset]), [[0, 5], [0, 6]]);
  await admin.resetOffsets({ groupId: group, topic, earliest: true });
  const [offsets] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
  equal(offsets.partitions.map((p) => p.offset), ["-2", "-2"]); // kafkajs stores its name for the earliest offset
});

await step("groups are listed and deleted", async () => {
  equal((await admin.listGroups()).groups.filter((g) => g.groupId === group), [{ groupId: group, protocolType: "consumer" }]);
  await admin.deleteGroups([group]);
  equal((await admin.listGroups()).groups.filter((g) => g.groupId === group), []);
  const [offsets] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
  equal(offsets.partitions.map((p) => p.offset), ["-1", "-1"]);
});

await step("an unknown group is not deleted", () => raises("GROUP_ID_NOT_FOUND", () => admin.deleteGroups([`${group}-unknown`]).catch((e) => { throw e.groups ? { type: e.groups[0].error?.type, ...e } : e; })));

const transactional = () => kafka.producer({ transactionalId, idempotent: true, maxInFlightRequests: 1, transactionTimeout: 30_000 });

await step("records before the end are deleted", async () => {
  await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: "4" }] });
  const offsets = (await admin.fetchTopicOffsets(topic)).find((p) => p.partition === 0);
  equal([offsets.low, offsets.high], ["4", "7"]);
});

await step("a transaction is committed with its offsets", async () => {
  const producer = transactional();
  await producer.connect();
  const transaction = await producer.transaction();
  await transaction.send({ topic: ledger, messages: [{ value: "committed 1" }, { value: "committed 2" }] });
  await transaction.sendOffsets({ consumerGroupId: `${group}-tx`, topics: [{ topic, partitions: [{ partition: 1, offset: "3" }] }] });
  equal((await admin.fetchOffsets({ groupId: `${group}-tx`, topics: [topic] }))[0].partitions.find((p) => p.partition === 1).offset, "-1");
  await transaction.commit();
  await until(async () => (await admin.fetchOffsets({ groupId: `${group}-tx`, topics: [topic] }))[0].partitions.find((p) => p.partition === 1).offset === "3", "the committed offset");
  await producer.disconnect();
});

await step("a transaction is aborted with its offsets", async () => {
  const producer = transactional();
  await producer.connect();
  const transaction = await producer.transaction();
  await transaction.send({ topic: ledger, messages: [{ value: "aborted" }] });
  await transaction.sendOffsets({ consumerGroupId: `${group}-tx`, topics: [{ topic, partitions: [{ partition: 1, offset: "9" }] }] });
  await transaction.abort();
  equal((await admin.fetchOffsets({ groupId: `${group}-tx`, topics: [topic] }))[0].partitions.find((p) => p.partition === 1).offset, "3");
  await producer.disconnect();
});

await step("several transactions of one producer", async () => {
  const producer = transactional();
  await producer.connect();
  for (const [value, commit] of [["first", true], ["second, aborted", false], ["third", true]]) {
    const transaction = await producer.transaction();
    await transaction.send({ topic: ledger, messages: [{ value }] });
    await (commit ? transaction.commit() : transaction.abort());
  }
  await producer.disconnect();
});

await step("a reader of committed records sees no aborted one", async () => equal(await ledgerSeen(false, "sentinel-committed"), ["both", "committed 1", "committed 2", "first", "third"]));

await step("a reader of uncommitted records sees all", async () => equal(await ledgerSeen(true, "sentinel-uncommitted"), ["both", "committed 1", "committed 2", "aborted", "first", "second, aborted", "third"]));

await step("a producer is fenced by its successor", async () => {
  const [zombie, successor] = [transactional(), transactional()];
  await zombie.connect();
  const old = await zombie.transaction();
  await old.send({ topic: ledger, messages: [{ value: "of the zombie" }] });
  await successor.connect();
  const next = await successor.transaction();
  await next.send({ topic: ledger, messages: [{ value: "of the successor" }] });
  const refused = await old.commit().then(() => null, (error) => error.type ?? error.message);
  await next.commit();
  await Promise.all([zombie.disconnect(), successor.disconnect()]);
  equal(["INVALID_PRODUCER_EPOCH", "PRODUCER_FENCED"].includes(refused), true);
});

await step("nothing of the fenced producer is seen", async () => equal((await ledgerSeen(false, "sentinel-fenced")).slice(-1), ["of the successor"]));

await step("partitions are added", async () => {
  await admin.createPartitions({ topicPartitions: [{ topic, count: 3 }] });
  await until(async () => (await admin.fetchTopicMetadata({ topics: [topic] })).topics[0].partitions.length === 3, "the third partition");
});

await step("topics are deleted", async () => {
  await admin.deleteTopics({ topics: [topic, ledger] });
  await until(async () => !(await admin.listTopics()).some((name) => name === topic || name === ledger), "the topics to disappear");
});

await admin.disconnect();
process.exit(failed ? 1 : 0);
