#!/usr/bin/env bash
# Stands in for the script of a Kafka distribution that librdkafka's tests call:
#   kafka-topics.sh --bootstrap-server B --create|--alter|--delete --topic T [--partitions N] [--replication-factor N] [--config K=V]...
here=$(dirname "$(readlink -f "$0")")
exec "$here/../../.native/kafka-clients/bin/python3-kafka" "$here/kafka-topics.py" "$@"
