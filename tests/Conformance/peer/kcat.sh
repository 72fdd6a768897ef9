#!/usr/bin/env bash
# Drives a broker with kcat: kcat.sh KCAT BOOTSTRAP KEYED PLAIN. KEYED is an empty topic of two partitions, PLAIN an empty one of one.
# One line per step, 'ok NAME' or 'not ok NAME: why'; fails when a step did.
set -uo pipefail
kcat=$1 bootstrap=$2 keyed=$3 plain=$4
failed=0
# librdkafka 2.0.2 may ask for a stable set of features before it knows the broker: a second is enough on loopback.
run() { timeout 40 "$kcat" -b "$bootstrap" -X socket.timeout.ms=10000 "$@"; }
read_all() { run -C -q -e -o beginning "$@"; }

step() {
  local name=${1//_/ } said
  if said=$("$1" 2>&1); then
    echo "ok $name"
  else
    echo "not ok $name: $(printf '%s' "$said" | tail -n 8 | tr '\n' '|')"
    failed=1
  fi
}

# expect TEXT: standard input is TEXT.
expect() {
  local got
  got=$(cat)
  [ "$got" = "$1" ] || { printf 'expected <%s> got <%s>' "$1" "$got"; return 1; }
}

old_librdkafka_enables_every_feature() {
  local said feature
  said=$(run -L -t "$plain" -X debug=feature 2>&1)
  for feature in MsgVer2 ApiVersion BrokerBalancedConsumer BrokerGroupCoordinator LZ4 OffsetTime IdempotentProducer ZSTD; do
    grep -q "Enabling feature $feature" <<< "$said" || grep -q "Feature $feature.*: Supported" <<< "$said" \
      || { echo "no $feature"; grep -i "$feature" <<< "$said" | tail -n 3; return 1; }
  done
}

metadata_lists_all_topics() { run -L | grep "topic \"$keyed\" with 2 partitions"; }

metadata_of_one_topic_names_its_leader() { run -L -t "$plain" | grep -E 'partition 0, leader [0-9]+, replicas: [0-9]+, isrs: [0-9]+'; }

keyed_gzip_records_come_back() {
  seq 1 200 | sed 's/.*/k&:v&/' | run -P -t "$keyed" -K: -z gzip || return 1
  read_all -t "$keyed" -f '%k=%s\n' | sort -V | expect "$(seq 1 200 | sed 's/.*/k&=v&/')"
}

a_key_stays_in_its_partition() {
  seq 1 50 | sed 's/.*/same:&/' | run -P -t "$keyed" -K: || return 1
  read_all -t "$keyed" -f '%k %p\n' | grep '^same ' | sort -u | wc -l | expect 1
}

a_group_reads_everything_once() {
  run -G "$keyed-group" -q -e -X auto.offset.reset=earliest "$keyed" | wc -l | expect 250 || return 1
  run -G "$keyed-group" -q -e -X auto.offset.reset=earliest "$keyed" | wc -l | expect 0
}

every_codec_is_stored_as_sent() {
  local codec
  for codec in none gzip snappy lz4 zstd; do
    seq 1 20 | sed "s/.*/$codec &/" | run -P -t "$plain" -z "$codec" || return 1
  done
  read_all -t "$plain" -f '%s\n' | cut -d ' ' -f 1 | uniq -c | awk '{ print $2, $1 }' | expect "$(printf 'none 20\ngzip 20\nsnappy 20\nlz4 20\nzstd 20')"
}

offsets_count_up_from_zero() { read_all -t "$plain" -f '%o\n' | expect "$(seq 0 99)"; }

headers_and_an_empty_value_survive() {
  echo "key:" | run -P -t "$plain" -K: -Z -H colour=red -H size=4 || return 1
  read_all -t "$plain" -o -1 -f '%k %S %h\n' | tail -n 1 | expect "key -1 colour=red,size=4"
}

an_offset_is_found_by_time() {
  local time
  time=$(read_all -t "$plain" -f '%T\n' | sed -n 41p)
  run -Q -t "$plain:0:$time" | grep -oE 'offset [0-9]+$' | {
    read -r _ offset
    # Records of one batch may share their millisecond: the first of that time is right.
    read_all -t "$plain" -f '%T %o\n' | awk -v time="$time" '$1 >= time { print $2; exit }' | expect "$offset"
  }
}

offsets_beyond_the_ends_are_told() {
  run -Q -t "$plain:0:-1" | grep -q 'offset 101$' && run -Q -t "$plain:0:-2" | grep -q 'offset 0$'
}

reading_starts_at_a_time() {
  local time
  time=$(read_all -t "$plain" -f '%T\n' | tail -n 1)
  run -C -q -e -t "$plain" -o "s@$time" -f '%o\n' | tail -n 1 | expect 100
}

a_count_of_records_from_the_middle() { run -C -q -t "$plain" -p 0 -o 10 -c 3 -f '%o\n' | expect "$(seq 10 12)"; }

fire_and_forget_arrives() {
  seq 1 10 | run -P -t "$plain" -X acks=0 || return 1
  # Nothing tells when it has arrived: the next acknowledged record on the same partition comes after.
  echo last | run -P -t "$plain" -X acks=all || return 1
  local i
  for i in 1 2 3 4 5; do [ "$(read_all -t "$plain" | wc -l)" = 112 ] && return 0; done
  return 1
}

an_idempotent_producer_writes_once() {
  seq 1 30 | run -P -t "$plain" -X enable.idempotence=true || return 1
  read_all -t "$plain" -o 112 -f '%s\n' | expect "$(seq 1 30)"
}

a_transaction_is_committed_at_the_end_of_input() {
  seq 1 5 | run -P -t "$plain" -X "transactional.id=$plain-kcat" || return 1
  read_all -t "$plain" -o 142 -X isolation.level=read_committed -f '%s\n' | expect "$(seq 1 5)"
}

a_killed_producers_transaction_is_aborted_by_its_successor() {
  # 142 to 146 are the committed five, 147 their marker: what the killed producer wrote after them stays invisible to a reader of committed records.
  local fifo writer i
  fifo=$(mktemp -u)
  mkfifo "$fifo"
  "$kcat" -b "$bootstrap" -P -t "$plain" -X "transactional.id=$plain-kcat" < "$fifo" > /dev/null 2>&1 &
  writer=$!
  exec 7> "$fifo"
  seq 1 20000 | sed 's/.*/lost &/' >&7
  for i in $(seq 1 40); do
    [ "$(read_all -t "$plain" -o 148 -X isolation.level=read_uncommitted -f '%s\n' 2> /dev/null | grep -c lost)" -gt 0 ] && break
  done
  kill -9 "$writer"
  exec 7>&-
  rm -f "$fifo"
  read_all -t "$plain" -o 148 -X isolation.level=read_uncommitted -f '%s\n' -c 1 | expect "lost 1" || return 1
  read_all -t "$plain" -o 148 -X isolation.level=read_committed -f '%s\n' | expect "" || return 1
  echo after | run -P -t "$plain" -X "transactional.id=$plain-kcat" || return 1
  read_all -t "$plain" -o 148 -X isolation.level=read_committed -f '%s\n' | expect "after"
}

an_unknown_topic_is_an_error_not_a_hang() {
  local said
  said=$(run -C -e -t "$plain-unknown" -X allow.auto.create.topics=false -X topic.metadata.propagation.max.ms=1000 2>&1) && return 1
  grep -qi 'unknown topic' <<< "$said"
}

step old_librdkafka_enables_every_feature
step metadata_lists_all_topics
step metadata_of_one_topic_names_its_leader
step keyed_gzip_records_come_back
step a_key_stays_in_its_partition
step a_group_reads_everything_once
step every_codec_is_stored_as_sent
step offsets_count_up_from_zero
step headers_and_an_empty_value_survive
step an_offset_is_found_by_time
step offsets_beyond_the_ends_are_told
step reading_starts_at_a_time
step a_count_of_records_from_the_middle
step fire_and_forget_arrives
step an_idempotent_producer_writes_once
step a_transaction_is_committed_at_the_end_of_input
step a_killed_producers_transaction_is_aborted_by_its_successor
step an_unknown_topic_is_an_error_not_a_hang
exit "$failed"
