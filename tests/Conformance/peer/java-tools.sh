#!/usr/bin/env bash
# Drives a broker with the command-line tools of Apache Kafka: java-tools.sh KAFKA BOOTSTRAP PREFIX, where KAFKA is the script that runs them.
# One line per step, 'ok NAME' or 'not ok NAME: why'; fails when a step did.
set -uo pipefail
kafka=$1 bootstrap=$2 prefix=$3
topic=$prefix-java copy=$prefix-java-copy group=$prefix-java-group
failed=0
export KAFKA_HEAP=256m JAVA_TOOL_OPTIONS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC" # each call is a short life
tool() { timeout 60 "$kafka" tool "$1" --bootstrap-server "$bootstrap" "${@:2}" 2>&1 | sed '/^Picked up JAVA_TOOL_OPTIONS/d'; }

step() {
  local name=${1//_/ } said
  if said=$("$1" 2>&1); then
    echo "ok $name"
  else
    echo "not ok $name: $(printf '%s' "$said" | tail -n 8 | tr '\n' '|')"
    failed=1
  fi
}

# has PATTERN: standard input has a line like it; all of it is shown when not.
has() {
  local text
  text=$(cat)
  grep -qE -- "$1" <<< "$text" || { printf 'no <%s> in <%s>' "$1" "$text"; return 1; }
}

versions_are_listed() { tool broker-api-versions | has 'Produce\(0\): .*usable: 1[0-9]'; }

topics_are_created() {
  tool topics --create --topic "$topic" --partitions 2 --replication-factor 1 --config retention.ms=-1 | has "Created topic $topic" \
    && tool topics --create --topic "$copy" --partitions 1 --replication-factor 1 | has "Created topic $copy"
}

topics_are_described() { tool topics --describe --topic "$topic" | has 'PartitionCount: 2.*ReplicationFactor: 1.*retention.ms=-1'; }

partitions_are_added() { tool topics --alter --topic "$copy" --partitions 2 > /dev/null && tool topics --describe --topic "$copy" | has 'PartitionCount: 2'; }

configs_are_changed() {
  tool configs --alter --entity-type topics --entity-name "$topic" --add-config max.message.bytes=500000 | has Completed \
    && tool configs --describe --entity-type topics --entity-name "$topic" | has 'max.message.bytes=500000'
}

# With keys: without them all records may go to one partition, and later steps read and delete in partition 0.
records_are_produced() {
  seq 1 100 | sed 's/.*/&:&/' | timeout 60 "$kafka" tool console-producer --bootstrap-server "$bootstrap" --topic "$topic" \
    --reader-property parse.key=true --reader-property key.separator=:
}

records_are_consumed() {
  tool console-consumer --topic "$topic" --from-beginning --max-messages 100 --group "$group" --timeout-ms 30000 --consumer-property group.protocol=classic \
    | grep -E '^[0-9]+$' | sort -n | paste -sd' ' | has "^$(seq 1 100 | paste -sd' ')\$"
}

groups_are_described() {
  local i
  for i in 1 2 3; do tool groups --describe --group "$group" | grep -qE "$group +$topic +[01] +" && break; done
  tool groups --describe --group "$group" | awk '$2 == "'"$topic"'" { sum += $4 } END { print "committed", sum }' | has 'committed 100' || return 1
  tool groups --list | has "^$group\$"
}

offsets_are_reset() {
  tool groups --reset-offsets --group "$group" --topic "$topic" --to-earliest --execute > /dev/null
  tool groups --describe --group "$group" | awk '$2 == "'"$topic"'" { sum += $4 } END { print "committed", sum + 0 }' | has 'committed 0'
}

ends_are_told() { tool get-offsets --topic "$topic" | awk -F: '{ sum += $3 } END { print "sum", sum }' | has 'sum 100'; }

# Of any partition: where records without a key go is the producer's choice.
sizes_are_told() { tool log-dirs --describe --topic-list "$topic" | has '"partition":"?'"$topic-[0-9]+"'.*"size":[1-9]'; }

a_verifiable_producer_is_acknowledged() { tool verifiable-producer --topic "$topic" --max-messages 500 --acks -1 | has '"acked":500'; }

a_transactional_copier_copies_each_record_once() {
  timeout 60 "$kafka" tool transactional-copier --broker-list "$bootstrap" --input-topic "$topic" --input-partition 0 --output-topic "$copy" --consumer-group "$prefix-copier" \
    --transactional-id "$prefix-copier" --transaction-size 20 --max-messages -1 2>&1 | has '"remaining":0' || return 1
  local wanted
  wanted=$(tool get-offsets --topic-partitions "$topic:0" | cut -d: -f3)
  tool console-consumer --topic "$copy" --from-beginning --isolation-level read_committed --timeout-ms 4000 | grep -cE '^[0-9]+$' | has "^$wanted\$"
}

transactions_are_listed_and_described() {
  tool transactions list | has "$prefix-copier.*(CompleteCommit|Empty)" && tool transactions describe --transactional-id "$prefix-copier" | has "$prefix-copier"
}

producers_are_described() { tool transactions describe-producers --topic "$copy" --partition 0 | has 'ProducerId'; }

records_are_deleted() {
  local file
  file=$(mktemp)
  echo '{"partitions":[{"topic":"'"$topic"'","partition":0,"offset":3}],"version":1}' > "$file"
  tool delete-records --offset-json-file "$file" | has 'low_watermark: 3'
  local answer=$?
  rm -f "$file"
  return $answer
}

groups_are_deleted() { tool groups --delete --group "$group" | has 'successful'; }

topics_are_deleted() { tool topics --delete --topic "$topic" && tool topics --delete --topic "$copy" && ! tool topics --list | grep -q "^$topic\$"; }

step versions_are_listed
step topics_are_created
step topics_are_described
step partitions_are_added
step configs_are_changed
step records_are_produced
step records_are_consumed
step groups_are_described
step offsets_are_reset
step ends_are_told
step sizes_are_told
step a_verifiable_producer_is_acknowledged
step a_transactional_copier_copies_each_record_once
step transactions_are_listed_and_described
step producers_are_described
step records_are_deleted
step groups_are_deleted
step topics_are_deleted
exit "$failed"
