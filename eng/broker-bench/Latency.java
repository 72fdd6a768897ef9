import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Latency.java BOOTSTRAP TOPIC WARM ROUNDS: sends a record of 100 bytes and polls until it is back, WARM + ROUNDS times one after another.
 * Prints p50, p99 and p99.9 of the last ROUNDS in microseconds. What is warm by then is the clients' code as much as the broker's.
 */
public class Latency {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    public static void main(String[] args) throws Exception {
        String topic = args[1];
        int warm = Integer.parseInt(args[2]), rounds = Integer.parseInt(args[3]);
        Map<String, Object> sending = Map.of("bootstrap.servers", args[0], "acks", "all", "linger.ms", 0);
        Map<String, Object> reading =
            Map.of("bootstrap.servers", args[0], "isolation.level", "read_uncommitted", "enable.auto.commit", false);
        long[] ns = new long[rounds];
        try (var producer = new KafkaProducer<>(sending, new ByteArraySerializer(), new ByteArraySerializer());
             var consumer = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream().map(p -> new TopicPartition(topic, p.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position); // seeks are lazy
            for (int i = -warm; i < rounds; i++) {
                byte[] value = ByteBuffer.allocate(100).putInt(0, i).array();
                long began = System.nanoTime();
                var sent = producer.send(new ProducerRecord<>(topic, value));
                await(consumer, value, began);
                if (i >= 0) ns[i] = System.nanoTime() - began;
                sent.get(); // a record that is read is acknowledged, or this says what went wrong
            }
        }
        Arrays.sort(ns);
        System.out.printf("%.0f %.0f %.0f%n", us(ns, 0.5), us(ns, 0.99), us(ns, 0.999));
    }

    private static void await(KafkaConsumer<byte[], byte[]> consumer, byte[] value, long began) {
        while (true) {
            for (var record : consumer.poll(LIMIT)) {
                if (Arrays.equals(record.value(), value)) return;
                throw new IllegalStateException("another record came back: " + record);
            }
            if (System.nanoTime() - began > LIMIT.toNanos()) throw new IllegalStateException("a record did not come back within " + LIMIT);
        }
    }

    /** The smallest value that the share of all values does not exceed. */
    private static double us(long[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1e3;
    }
}
