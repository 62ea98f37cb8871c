package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.GenericTypeInfo;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.fory.Fory;
import org.apache.fory.config.Language;
import org.apache.fory.logging.LoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Classes that no other serialiser describes, by Apache Fory. Layout: a {@link CheckedBlob} of Fory's bytes (null
 * included). Cycles and shared references within a record
 * are kept. Only {@link GenericClasses} are written and read. One Fory for each serialiser, made when first needed, with the task's class loader.
 */
final class ForySerializer<T> extends EngineSerializer<T> {

    private static final long serialVersionUID = 1L;

    static {
        // Fory's own logger writes to standard output, which belongs to the program's results.
        LoggerFactory.useSlf4jLogging(true);
    }

    private transient @Nullable Fory fory;

    ForySerializer(GenericTypeInfo<T> type, SerializerConfig config) {
        super(type, config);
    }

    @Override
    boolean acceptsNull() {
        return true;
    }

    @Override
    public boolean isImmutableType() {
        return ImmutableClasses.contains(type().getTypeClass());
    }

    @Override
    @SuppressWarnings("NullAway") // how an object of an unknown class is made is not known either
    public T createInstance() {
        return null;
    }

    @Override
    public T copy(T from) {
        return from == null || ImmutableClasses.contains(from.getClass()) ? from : fory().copy(from);
    }

    @Override
    public void serialize(T record, DataOutput target) throws IOException {
        try {
            CheckedBlob.write(fory().serialize(record), target);
        } catch (RuntimeException e) {
            throw new IOException("A " + type() + " could not be written: " + e.getMessage(), e);
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // null where null was written
    public T deserialize(DataInput source) throws IOException {
        byte[] bytes = CheckedBlob.read(type(), source);
        try {
            return (T) fory().deserialize(bytes);
        } catch (RuntimeException e) {
            throw new IOException(
                    "A " + type()
                            + " could not be read: its class, or one that it holds, may have changed since it was written. "
                            + e.getMessage(),
                    e);
        }
    }

    private Fory fory() {
        Fory known = fory;
        if (known == null) {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            known = Fory.builder()
                    .withLanguage(Language.JAVA)
                    .withClassLoader(loader != null ? loader : ForySerializer.class.getClassLoader())
                    .requireClassRegistration(false)
                    .suppressClassRegistrationWarnings(true)
                    .withTypeChecker((resolver, name) -> GenericClasses.check(name))
                    .withRefTracking(true)
                    .withRefCopy(true)
                    .build();
            fory = known;
        }
        return known;
    }
}
