package io.millrace.dataflow.state;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names a state and says of which kind and type it is. Two descriptors are equal if they are of the same class and have
 * the same name; using one name for two types in one operator is an error.
 *
 * @param <S> the kind of state
 * @param <T> the type of what is kept
 */
public abstract class StateDescriptor<S extends State, T> implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The kinds of state. */
    public enum Type {
        VALUE,
        LIST,
        REDUCING,
        AGGREGATING,
        MAP
    }

    private final String name;
    private final @Nullable TypeInformation<T> typeInfo;
    private @Nullable TypeSerializer<T> serializer;
    private StateTtlConfig ttlConfig = StateTtlConfig.DISABLED;
    private @Nullable String queryableStateName;

    protected StateDescriptor(String name, TypeInformation<T> typeInfo) {
        this.name = Objects.requireNonNull(name, "name");
        this.typeInfo = Objects.requireNonNull(typeInfo, "typeInfo");
    }

    protected StateDescriptor(String name, TypeSerializer<T> serializer) {
        this.name = Objects.requireNonNull(name, "name");
        this.serializer = Objects.requireNonNull(serializer, "serializer");
        this.typeInfo = null;
    }

    /** For classes without type parameters. */
    protected StateDescriptor(String name, Class<T> type) {
        this(name, typeOf(name, type));
    }

    public String getName() {
        return name;
    }

    public abstract Type getType();

    /** The type of what is kept, or null if the descriptor was made with a serialiser. */
    public @Nullable TypeInformation<T> getTypeInformation() {
        return typeInfo;
    }

    /** The value for keys that have none. */
    public @Nullable T getDefaultValue() {
        return null;
    }

    /** Expires what was kept for longer than {@code ttlConfig} says. */
    public void enableTimeToLive(StateTtlConfig ttlConfig) {
        this.ttlConfig = Objects.requireNonNull(ttlConfig, "ttlConfig");
    }

    public StateTtlConfig getTtlConfig() {
        return ttlConfig;
    }

    /** Names the state for queries from outside; no server here answers them, so the name is only kept. */
    @Deprecated
    public void setQueryable(String queryableStateName) {
        if (this.queryableStateName != null) {
            throw new IllegalStateException("Queryable state name already set");
        }
        this.queryableStateName = Objects.requireNonNull(queryableStateName, "queryableStateName");
    }

    @Deprecated
    public @Nullable String getQueryableStateName() {
        return queryableStateName;
    }

    @Deprecated
    public boolean isQueryable() {
        return queryableStateName != null;
    }

    public boolean isSerializerInitialized() {
        return serializer != null;
    }

    /** Called by the engine before {@link #getSerializer}; does nothing the second time. */
    public void initializeSerializerUnlessSet(ExecutionConfig executionConfig) {
        if (serializer == null) {
            serializer = Objects.requireNonNull(typeInfo).createSerializer(executionConfig.getSerializerConfig());
        }
    }

    /**
     * A serialiser of its own for the caller.
     *
     * @throws IllegalStateException before {@link #initializeSerializerUnlessSet}
     */
    public TypeSerializer<T> getSerializer() {
        if (serializer == null) {
            throw new IllegalStateException("The serializer of state '" + name
                    + "' is not made yet: initializeSerializerUnlessSet comes first.");
        }
        return serializer.duplicate();
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof StateDescriptor<?, ?> that && getClass() == that.getClass() && name.equals(that.name);
    }

    @Override
    public final int hashCode() {
        return name.hashCode() + 31 * getClass().getName().hashCode();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "{name=" + name + ", type=" + (typeInfo == null ? serializer : typeInfo)
                + "}";
    }

    static <C> TypeInformation<C> typeOf(String stateName, Class<C> type) {
        Objects.requireNonNull(type, "type");
        try {
            return TypeInformation.of(type);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "State '" + stateName + "': the class " + type.getName() + " does not say enough of its type"
                            + " (it may be generic). Give a TypeInformation or a TypeHint in its place.",
                    e);
        }
    }
}
