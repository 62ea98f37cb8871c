package io.millrace.dataflow.types;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.typeutils.CompositeType;
import io.millrace.dataflow.typeutils.TypeComparator;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.util.ServiceLoader;

/**
 * Makes the serialisers and comparators of the engine's own types. One implementation is on the class path of every engine process and of
 * every client; it is found by ServiceLoader in the engine's class loader, never in the user's.
 */
public interface SerializerProvider {

    <T> TypeSerializer<T> serializerFor(TypeInformation<T> type, SerializerConfig config);

    /** The order of a type's records. */
    <T> TypeComparator<T> comparatorFor(TypeInformation<T> type, boolean ascending, ExecutionConfig config);

    /** The order of a type's records by fields; see {@link CompositeType#createComparator}. */
    <T> TypeComparator<T> comparatorFor(
            CompositeType<T> type, int[] flatFields, boolean[] ascending, int offset, ExecutionConfig config);

    /**
     * The provider of this process.
     *
     * @throws IllegalStateException if there is none
     */
    static SerializerProvider installed() {
        return Installed.PROVIDER;
    }

    /** Looks the provider up once, when it is first needed. */
    final class Installed {
        private static final SerializerProvider PROVIDER = ServiceLoader.load(
                        SerializerProvider.class, SerializerProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("No serialisers on the class path: expected=an implementation of "
                                + SerializerProvider.class.getName()
                                + ", actual=none. Add the artifact io.millrace:millrace-types."));

        private Installed() {}
    }
}
