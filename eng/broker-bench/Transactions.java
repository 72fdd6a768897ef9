import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Transactions.java BOOTSTRAP TOPIC COUNT RECORDS: commits COUNT transactions one after another and prints how many a second. */
public class Transactions {
    public static void main(String[] args) {
        int count = Integer.parseInt(args[2]), records = Integer.parseInt(args[3]), warm = Math.min(200, count);
        byte[] value = new byte[100];
        Map<String, Object> config = Map.of("bootstrap.servers", args[0], "transactional.id", "bench-broker", "linger.ms", 0);
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            long began = 0;
            for (int i = -warm; i < count; i++) {
                if (i == 0) began = System.nanoTime();
                producer.beginTransaction();
                for (int r = 0; r < records; r++) producer.send(new ProducerRecord<>(args[1], value));
                producer.commitTransaction();
            }
            System.out.printf("%.0f%n", count / ((System.nanoTime() - began) / 1e9));
        }
    }
}
