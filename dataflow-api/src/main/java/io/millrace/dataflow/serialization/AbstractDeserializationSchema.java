package io.millrace.dataflow.serialization;

import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.TypeHint;
import io.millrace.dataflow.types.TypeInformation;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A schema that only says how a message becomes a record: its type is found from the subclass' type argument, or given to a
 * constructor, and the stream never ends.
 */
public abstract class AbstractDeserializationSchema<T> implements DeserializationSchema<T> {
    private static final long serialVersionUID = 1L;

    private final TypeInformation<T> type;

    /** The type is what the subclass gives for {@code T}; if it gives none, the first record says it. */
    protected AbstractDeserializationSchema() {
        this.type = OutputTypes.of(this, AbstractDeserializationSchema.class, 0);
    }

    /** For classes that are not generic. */
    protected AbstractDeserializationSchema(Class<T> type) {
        this.type = TypeInformation.of(type);
    }

    /** For generic classes. */
    protected AbstractDeserializationSchema(TypeHint<T> typeHint) {
        this.type = typeHint.getTypeInfo();
    }

    protected AbstractDeserializationSchema(TypeInformation<T> typeInfo) {
        this.type = typeInfo;
    }

    @Override
    public abstract @Nullable T deserialize(byte[] message) throws IOException;

    @Override
    public boolean isEndOfStream(T nextElement) {
        return false;
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return type;
    }
}
