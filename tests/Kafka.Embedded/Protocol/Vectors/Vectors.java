import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.protocol.types.BoundField;
import org.apache.kafka.common.protocol.types.Schema;
import org.apache.kafka.common.protocol.types.TaggedFields;
import org.apache.kafka.common.record.internal.MemoryRecords;

/**
 * Prints what Apache Kafka's own classes write for each message and version, as "name version variant hex". Arguments: names with the
 * highest version wanted, like Metadata:12. The values of the fields are computed from their names (see value), so that a test can compute
 * them again. Variants: full (every field set), nulls (about half of the fields that may be null are), defaults (untouched, but one
 * element in every array).
 */
public class Vectors {
    enum Variant { full, nulls, defaults }

    static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.US_ASCII);

    public static void main(String[] args) throws Exception {
        for (String arg : args) {
            String[] parts = arg.split(":");
            for (String kind : new String[] {"Request", "Response"}) {
                Class<?> type = Class.forName("org.apache.kafka.common.message." + parts[0] + kind + "Data");
                Schema[] schemas = (Schema[]) type.getField("SCHEMAS").get(null);
                short lowest = type.getField("LOWEST_SUPPORTED_VERSION").getShort(null);
                short highest = Short.parseShort(parts[1]);
                for (short version = lowest; version <= highest; version++) {
                    for (Variant variant : Variant.values()) {
                        if (variant != Variant.defaults || version == lowest || version == highest) {
                            print(parts[0] + kind, type, schemas[version], version, variant);
                        }
                    }
                }
            }
        }
    }

    static void print(String name, Class<?> type, Schema schema, short version, Variant variant) throws Exception {
        ApiMessage message = (ApiMessage) create(type);
        fill(message, schema, name, variant);
        ObjectSerializationCache cache = new ObjectSerializationCache();
        ByteBufferAccessor bytes = new ByteBufferAccessor(ByteBuffer.allocate(message.size(cache, version)));
        message.write(bytes, cache, version);
        OUT.println(name + " " + version + " " + variant + " " + HexFormat.of().formatHex(bytes.buffer().array()));
    }

    static Object create(Class<?> type) throws Exception {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    /** Sets the fields that the schema of a version has. */
    static void fill(Object target, Schema schema, String path, Variant variant) throws Exception {
        for (BoundField bound : schema.fields()) {
            if (bound.def.type instanceof TaggedFields tagged) {
                for (var field : tagged.fields().values()) {
                    set(target, field.name, field.type, path, variant, true);
                }
            } else {
                set(target, bound.def.name, bound.def.type, path, variant, false);
            }
        }
    }

    static void set(Object target, String snake, org.apache.kafka.common.protocol.types.Type type, String path, Variant variant, boolean tagged)
        throws Exception {
        Field field = find(target.getClass(), snake);
        String at = path + "." + pascal(field.getName());
        if (variant == Variant.nulls && type.isNullable() && (hash(at) & 1) == 0) {
            field.set(target, null);
            return;
        }
        if (type.isArray()) {
            if (tagged && variant == Variant.defaults) {
                return;
            }
            var elements = field.getType() == List.class ? new java.util.ArrayList<Object>() : (Collection<?>) create(field.getType());
            @SuppressWarnings("unchecked")
            Collection<Object> sink = (Collection<Object>) elements;
            int count = variant == Variant.defaults ? 1 : 1 + (int) (hash(at) >>> 8 & 1);
            for (int i = 0; i < count; i++) {
                sink.add(element(elementType(field), type.arrayElementType().get(), at + "[" + i + "]", variant));
            }
            field.set(target, elements);
        } else if (type instanceof Schema schema) {
            if (variant != Variant.defaults) {
                Object struct = create(field.getType());
                fill(struct, schema, at, variant);
                field.set(target, struct);
            }
        } else if (variant != Variant.defaults) {
            field.set(target, value(field.getType(), at));
        }
    }

    static Object element(Class<?> type, org.apache.kafka.common.protocol.types.Type wire, String path, Variant variant) throws Exception {
        if (wire instanceof Schema schema) {
            Object item = create(type);
            fill(item, schema, path, variant);
            return item;
        }
        return value(type, path);
    }

    /** A value that depends on nothing but the path of the field. */
    static Object value(Class<?> type, String path) {
        long h = hash(path);
        if (type == byte.class || type == Byte.class) return (byte) h;
        if (type == short.class || type == Short.class) return (short) h;
        if (type == int.class || type == Integer.class) return (int) h;
        if (type == long.class || type == Long.class) return h;
        if (type == boolean.class) return (h & 1) == 1;
        if (type == Uuid.class) return new Uuid(h, ~h);
        if (type == String.class) return text(h);
        if (type == byte[].class) return ByteBuffer.allocate(8).putLong(h).array();
        return MemoryRecords.readableRecords(ByteBuffer.wrap(ByteBuffer.allocate(8).putLong(h).array()));
    }

    /** One in eight is longer than 127 bytes, one in four has characters of several bytes. */
    static String text(long h) {
        String word = Long.toHexString(h & 0xFFFF) + ((h >>> 16 & 3) == 0 ? "\u00e9\u4e2d" : "");
        return (h >>> 18 & 7) == 0 ? word.repeat(40) : word;
    }

    /** FNV-1a, 64 bit, with its bits spread over the word. */
    static long hash(String path) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < path.length(); i++) {
            h = (h ^ path.charAt(i)) * 0x100000001b3L;
        }
        h ^= h >>> 32;
        h *= 0x9E3779B97F4A7C15L;
        return h ^ h >>> 29;
    }

    static Field find(Class<?> type, String snake) {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && field.getName().equalsIgnoreCase(snake.replace("_", ""))) {
                field.setAccessible(true);
                return field;
            }
        }
        throw new IllegalStateException(type + " has no " + snake);
    }

    static Class<?> elementType(Field field) {
        Type type = field.getGenericType();
        if (type instanceof Class<?> collection) {
            type = collection.getGenericSuperclass();
        }
        return (Class<?>) ((ParameterizedType) type).getActualTypeArguments()[0];
    }

    /** The name of the property here; the fields of AddPartitionsToTxn go without the mark of their versions. */
    static String pascal(String name) {
        String plain = name.replace("v3AndBelow", "").replace("ByTopicV3AndBelow", "");
        return Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
    }
}
