"""Creates, deletes or widens a topic, with the arguments of Kafka's own kafka-topics.sh."""

import argparse

from kafka import KafkaAdminClient
from kafka.admin import NewPartitions, NewTopic

parser = argparse.ArgumentParser()
parser.add_argument("--bootstrap-server", required=True)
parser.add_argument("--topic", required=True)
parser.add_argument("--create", action="store_true")
parser.add_argument("--alter", action="store_true")
parser.add_argument("--delete", action="store_true")
parser.add_argument("--partitions", type=int, default=1)
parser.add_argument("--replication-factor", type=int, default=1)
parser.add_argument("--config", action="append", default=[])
asked = parser.parse_args()

admin = KafkaAdminClient(bootstrap_servers=asked.bootstrap_server)
if asked.create:
    configs = dict(config.split("=", 1) for config in asked.config)
    admin.create_topics([NewTopic(asked.topic, asked.partitions, asked.replication_factor, topic_configs=configs)])
elif asked.alter:
    admin.create_partitions({asked.topic: NewPartitions(asked.partitions)})
elif asked.delete:
    admin.delete_topics([asked.topic])
admin.close()
