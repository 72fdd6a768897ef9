import java.util.HexFormat;
import java.util.Random;
import org.apache.kafka.common.utils.Utils;

/** Prints COUNT lines "hex of a key,murmur2 as Kafka's own client computes it"; the keys follow from the seed. */
public final class Murmur2Golden {
    public static void main(String[] args) {
        var random = new Random(Long.parseLong(args[1]));
        for (var i = 0; i < Integer.parseInt(args[0]); i++) {
            var key = new byte[i < 16 ? i : random.nextInt(64)];
            random.nextBytes(key);
            System.out.println(HexFormat.of().formatHex(key) + "," + Utils.murmur2(key));
        }
    }
}
