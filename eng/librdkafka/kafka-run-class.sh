#!/usr/bin/env bash
# Stands in for the script of a Kafka distribution that librdkafka's tests call: runs a Java class with the jars beside it.
libs=$(cd "$(dirname "$0")/../libs" && pwd)
exec java -Xmx256m -cp "$CLASSPATH:$libs/*" "$@"
