package io.millrace.datastream.windowing.windows;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.GenericTypeInfo;
import io.millrace.dataflow.types.TypeInfoFactory;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The windows of this package: few bytes each, since every window of every key is in each snapshot. Immutable. */
final class WindowTypeInfo<W extends Window> extends TypeInformation<W> {
    private static final long serialVersionUID = 1L;

    private final Class<W> windowClass;
    private final TypeSerializer<W> serializer;

    private WindowTypeInfo(Class<W> windowClass, TypeSerializer<W> serializer) {
        this.windowClass = windowClass;
        this.serializer = serializer;
    }

    /** A subclass may have fields of its own, of which the serialiser of the class above knows nothing. */
    @SuppressWarnings("unchecked")
    private static <W extends Window> TypeInformation<W> of(Type found, Class<W> known, TypeSerializer<W> serializer) {
        return found == known ? new WindowTypeInfo<>(known, serializer) : new GenericTypeInfo<>((Class<W>) found);
    }

    /** For {@link TimeWindow}. */
    static final class OfTimeWindow extends TypeInfoFactory<TimeWindow> {
        @Override
        public TypeInformation<TimeWindow> createTypeInfo(Type t, Map<String, TypeInformation<?>> genericParameters) {
            return of(t, TimeWindow.class, new TimeWindow.Serializer());
        }
    }

    /** For {@link GlobalWindow}. */
    static final class OfGlobalWindow extends TypeInfoFactory<GlobalWindow> {
        @Override
        public TypeInformation<GlobalWindow> createTypeInfo(Type t, Map<String, TypeInformation<?>> genericParameters) {
            return of(t, GlobalWindow.class, new GlobalWindow.Serializer());
        }
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<W> getTypeClass() {
        return windowClass;
    }

    @Override
    public boolean isKeyType() {
        return Comparable.class.isAssignableFrom(windowClass);
    }

    @Override
    public TypeSerializer<W> createSerializer(SerializerConfig config) {
        return serializer;
    }

    @Override
    public String toString() {
        return windowClass.getSimpleName();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WindowTypeInfo<?> that && windowClass == that.windowClass;
    }

    @Override
    public int hashCode() {
        return windowClass.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof WindowTypeInfo;
    }
}
