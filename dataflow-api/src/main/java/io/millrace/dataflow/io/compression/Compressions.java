package io.millrace.dataflow.io.compression;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds out by a file's name how it is compressed. Thread-safe. */
public final class Compressions {
    /** Known to be compressed, but not by what comes with a JDK. */
    private static final List<String> NEED_A_FACTORY = List.of("bz2", "xz", "zst", "zstandard", "lz4", "snappy", "lzo");

    private static final Map<String, InflaterInputStreamFactory<?>> BY_EXTENSION = new ConcurrentHashMap<>();

    static {
        for (InflaterInputStreamFactory<?> factory :
                List.of(new GzipInflaterInputStreamFactory(), new DeflateInflaterInputStreamFactory())) {
            factory.getCommonFileExtensions().forEach(extension -> BY_EXTENSION.put(extension, factory));
        }
    }

    private Compressions() {}

    /** Files with that extension (without a dot) are decompressed by {@code factory} from now on, in this process. */
    public static void register(String extension, InflaterInputStreamFactory<?> factory) {
        BY_EXTENSION.put(extension.toLowerCase(Locale.ROOT), factory);
    }

    /**
     * How to decompress the file; null if its name does not say that it is compressed.
     *
     * @throws UnsupportedOperationException if it is compressed in a way that nothing here knows
     */
    public static @Nullable InflaterInputStreamFactory<?> of(String fileName) {
        int dot = fileName.lastIndexOf('.');
        if (dot < 0) {
            return null;
        }
        String extension = fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
        InflaterInputStreamFactory<?> factory = BY_EXTENSION.get(extension);
        if (factory == null && NEED_A_FACTORY.contains(extension)) {
            throw new UnsupportedOperationException("Cannot read '" + fileName + "': nothing here decompresses ."
                    + extension + " (known: "
                    + String.join(", ", BY_EXTENSION.keySet().stream().sorted().toList())
                    + "). Decompress it first, or register a factory by"
                    + " FileInputFormat.registerInflaterInputStreamFactory.");
        }
        return factory;
    }
}
