"""Drives a broker with kafka-python: scenario.py BOOTSTRAP PREFIX. One line per step, 'ok NAME' or 'not ok NAME: why'; fails when a step did."""

import sys
import threading
import time
import traceback

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import ConfigResource, ConfigResourceType, NewPartitions, NewTopic
from kafka.errors import InvalidPartitionsError, TopicAlreadyExistsError, UnknownTopicOrPartitionError
from kafka.structs import OffsetAndMetadata

bootstrap, prefix = sys.argv[1], sys.argv[2]
topic, single, group = prefix + "-py", prefix + "-py1", prefix + "-py-group"
first, second = TopicPartition(topic, 0), TopicPartition(topic, 1)
failed = 0
DEADLINE_S = 40


def step(check):
    global failed
    name = check.__name__.replace("_", " ")
    try:
        check()
        print("ok " + name, flush=True)
    except Exception as error:  # each step reports by itself and the next ones still run
        failed += 1
        where = traceback.extract_tb(error.__traceback__)[-1].lineno
        print(f"not ok {name}: line {where}: {type(error).__name__}: {error}", flush=True)


def equal(got, wanted):
    assert got == wanted, f"wanted {wanted!r}, got {got!r}"


def until(condition, what):
    deadline = time.monotonic() + DEADLINE_S
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("waited in vain for " + what)


def raises(kind, call):
    try:
        call()
    except kind:
        return
    raise AssertionError(f"{kind.__name__} was not raised")


def reader(*partitions, **options):
    consumer = KafkaConsumer(bootstrap_servers=bootstrap, enable_auto_commit=False, consumer_timeout_ms=3000, **options)
    consumer.assign(list(partitions))
    return consumer


def read(consumer, count):
    records = []
    deadline = time.monotonic() + DEADLINE_S
    while len(records) < count and time.monotonic() < deadline:
        for batch in consumer.poll(timeout_ms=500).values():
            records += batch
    return records


def producer(**options):
    return KafkaProducer(bootstrap_servers=bootstrap, **options)


admin = KafkaAdminClient(bootstrap_servers=bootstrap)


@step
def topics_are_created():
    admin.create_topics([NewTopic(topic, 2, 1, topic_configs={"retention.ms": "-1"}), NewTopic(single, 1, 1)])
    until(lambda: {topic, single} <= set(admin.list_topics()), "the topics to be listed")


@step
def a_topic_is_not_created_twice():
    raises(TopicAlreadyExistsError, lambda: admin.create_topics([NewTopic(topic, 2, 1)]))


@step
def topics_are_described():
    (described,) = admin.describe_topics([topic])
    equal(described["topic"], topic)
    equal(sorted(p["partition"] for p in described["partitions"]), [0, 1])


@step
def the_cluster_is_described():
    cluster = admin.describe_cluster()
    equal(len(cluster["brokers"]), 1)
    equal(cluster["controller_id"], cluster["brokers"][0]["node_id"])


def config(name, key):
    (answer,) = admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, name)])
    return {entry[0]: entry[1] for entry in answer.resources[0][4]}[key]


@step
def configs_are_read():
    equal(config(topic, "retention.ms"), "-1")
    equal(config(topic, "cleanup.policy"), "delete")


@step
def configs_are_replaced():
    admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, {"retention.ms": "-1", "max.message.bytes": "2000000"})])
    until(lambda: config(topic, "max.message.bytes") == "2000000", "the changed config")


@step
def records_come_back_with_key_time_and_headers():
    sender = producer(acks="all")
    for i in range(100):
        sender.send(topic, key=b"k%d" % i, value=b"v%d" % i, partition=i % 2, timestamp_ms=1_600_000_000_000 + i, headers=[("n", b"%d" % i)])
    sender.flush(DEADLINE_S)
    sender.close()
    consumer = reader(first, second)
    consumer.seek_to_beginning()
    records = sorted(read(consumer, 100), key=lambda r: r.timestamp)
    equal([r.value for r in records], [b"v%d" % i for i in range(100)])
    equal([r.headers for r in records], [[("n", b"%d" % i)] for i in range(100)])
    equal([r.offset for r in records if r.partition == 0], list(range(50)))
    consumer.close()


@step
def ends_are_told():
    consumer = reader(first, second)
    equal(consumer.beginning_offsets([first, second]), {first: 0, second: 0})
    equal(consumer.end_offsets([first, second]), {first: 50, second: 50})
    equal(consumer.partitions_for_topic(topic), {0, 1})
    consumer.close()


@step
def offsets_are_found_by_time():
    consumer = reader(first, second)
    found = consumer.offsets_for_times({first: 1_600_000_000_050, second: 1_700_000_000_000})
    equal(found[first].offset, 25)
    equal(found[first].timestamp, 1_600_000_000_050)
    equal(found[second], None)
    consumer.close()


@step
def reading_starts_where_it_is_told():
    consumer = reader(first)
    consumer.seek(first, 40)
    equal([r.offset for r in read(consumer, 10)], list(range(40, 50)))
    equal(consumer.position(first), 50)
    consumer.close()


@step
def an_offset_out_of_range_is_reset():
    consumer = reader(first, auto_offset_reset="earliest")
    consumer.seek(first, 10_000)
    equal(read(consumer, 1)[0].offset, 0)
    consumer.close()


@step
def gzip_batches_come_back():
    sender = producer(compression_type="gzip", linger_ms=20)
    futures = [sender.send(single, b"x" * 1000) for _ in range(200)]
    equal([future.get(DEADLINE_S).offset for future in futures], list(range(200)))
    sender.close()
    consumer = reader(TopicPartition(single, 0), auto_offset_reset="earliest")
    records = read(consumer, 200)
    equal({r.value for r in records}, {b"x" * 1000})
    equal([r.offset for r in records], list(range(200)))
    consumer.close()


@step
def fire_and_forget_arrives():
    sender = producer(acks=0)
    for i in range(20):
        sender.send(single, b"quick %d" % i)
    sender.flush(DEADLINE_S)
    sender.close()
    consumer = reader(TopicPartition(single, 0))
    until(lambda: consumer.end_offsets([TopicPartition(single, 0)]) == {TopicPartition(single, 0): 220}, "20 records")
    consumer.close()


@step
def a_record_too_large_is_refused():
    sender = producer(max_request_size=4_000_000, retries=0)
    try:
        sender.send(single, b"x" * 1_500_000).get(DEADLINE_S)
    except Exception as error:
        equal(type(error).__name__, "MessageSizeTooLargeError")
        return
    finally:
        sender.close()
    raise AssertionError("1.5 MB were accepted")


@step
def offsets_are_committed_without_members():
    consumer = reader(first, second, group_id=prefix + "-py-simple")
    consumer.commit({first: OffsetAndMetadata(7, "note"), second: OffsetAndMetadata(8, "")})
    equal(consumer.committed(first), 7)
    equal(consumer.committed(first, metadata=True).metadata, "note")
    equal(consumer.committed(second), 8)
    consumer.close()
    equal(admin.list_consumer_group_offsets(prefix + "-py-simple")[second].offset, 8)


class Member(threading.Thread):
    """One member of a group, polling until told to stop; heartbeats alone would not make it join."""

    def __init__(self, name):
        super().__init__(daemon=True)
        self.consumer = KafkaConsumer(
            topic,
            bootstrap_servers=bootstrap,
            group_id=group,
            client_id=name,
            auto_offset_reset="earliest",
            enable_auto_commit=False,
            session_timeout_ms=10_000,
        )
        self.running = True
        self.records = []
        self.assigned = set()

    def run(self):
        while self.running:
            for batch in self.consumer.poll(timeout_ms=100).values():
                self.records += batch
                self.consumer.commit()
            self.assigned = self.consumer.assignment()
        self.consumer.close(autocommit=False)

    def stop(self):
        self.running = False
        self.join(DEADLINE_S)


@step
def two_members_share_a_group_and_one_takes_over():
    left, right = Member("left"), Member("right")
    left.start()
    until(lambda: left.assigned == {first, second}, "the first member to have both partitions")
    right.start()
    until(lambda: len(left.assigned) == 1 and len(right.assigned) == 1, "one partition each")
    equal(left.assigned | right.assigned, {first, second})
    (described,) = admin.describe_consumer_groups([group])
    equal(described.state, "Stable")
    equal(sorted(m.client_id for m in described.members), ["left", "right"])
    until(lambda: len(left.records) + len(right.records) >= 100, "all records")
    left.stop()
    until(lambda: right.assigned == {first, second}, "the second member to have both partitions")
    right.stop()


@step
def a_group_goes_on_from_its_commit():
    sender = producer()
    sender.send(topic, b"later", partition=1).get(DEADLINE_S)
    sender.close()
    member = Member("again")
    member.start()
    until(lambda: member.records, "the new record")
    member.stop()
    equal([(r.partition, r.offset, r.value) for r in member.records], [(1, 50, b"later")])


@step
def groups_are_listed_and_deleted():
    equal({name for name, _ in admin.list_consumer_groups() if name.startswith(prefix + "-py")}, {group, prefix + "-py-simple"})
    until(lambda: admin.describe_consumer_groups([group])[0].state == "Empty", "the group to be empty")
    ((name, error),) = admin.delete_consumer_groups([group])
    equal((name, error.errno), (group, 0))
    assert group not in {name for name, _ in admin.list_consumer_groups()}
    equal(admin.describe_consumer_groups([group])[0].state, "Dead")


@step
def partitions_are_added():
    admin.create_partitions({topic: NewPartitions(3)})
    until(lambda: len(admin.describe_topics([topic])[0]["partitions"]) == 3, "the third partition")
    raises(InvalidPartitionsError, lambda: admin.create_partitions({topic: NewPartitions(2)}))


@step
def topics_are_deleted():
    admin.delete_topics([topic, single])
    until(lambda: not {topic, single} & set(admin.list_topics()), "the topics to disappear")
    raises(UnknownTopicOrPartitionError, lambda: admin.delete_topics([topic]))


admin.close()
sys.exit(1 if failed else 0)
