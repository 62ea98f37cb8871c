package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.Row;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.IOException;
import java.io.InvalidClassException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The serialisers of classes that are met at run time, each made when its class is first met. One thread at a time.
 */
final class ClassSerializers {

    private final SerializerConfig config;
    private final Map<Class<?>, TypeSerializer<Object>> byClass = new IdentityHashMap<>();
    private @Nullable Class<?> lastClass;
    private @Nullable TypeSerializer<Object> last;

    ClassSerializers(SerializerConfig config) {
        this.config = config;
    }

    /** The serialiser of records of exactly this class. */
    TypeSerializer<Object> of(Class<?> recordClass) {
        TypeSerializer<Object> known = last;
        if (recordClass != lastClass || known == null) {
            known = byClass.get(recordClass);
            if (known == null) {
                known = make(recordClass);
                byClass.put(recordClass, known);
            }
            lastClass = recordClass;
            last = known;
        }
        return known;
    }

    @SuppressWarnings("unchecked")
    private TypeSerializer<Object> make(Class<?> recordClass) {
        TypeSerializer<?> made;
        if (recordClass == Object.class) {
            throw new IllegalArgumentException("A bare java.lang.Object has nothing to write.");
        } else if (recordClass == Row.class) {
            made = new AnyRowSerializer(config);
        } else if (recordClass == ArrayList.class) {
            made = CollectionSerializer.late(ArrayList.class, ArrayList::new, config);
        } else if (recordClass == LinkedList.class) {
            made = CollectionSerializer.late(LinkedList.class, LinkedList::new, config);
        } else if (recordClass == HashSet.class) {
            made = CollectionSerializer.late(HashSet.class, HashSet::new, config);
        } else if (recordClass == LinkedHashSet.class) {
            made = CollectionSerializer.late(LinkedHashSet.class, LinkedHashSet::new, config);
        } else if (recordClass == HashMap.class) {
            made = MapSerializer.late(HashMap.class, HashMap::new, config);
        } else if (recordClass == LinkedHashMap.class) {
            made = MapSerializer.late(LinkedHashMap.class, LinkedHashMap::new, config);
        } else {
            TypeInformation<?> type = OutputTypes.ofRecordsOf(recordClass);
            made = type.createSerializer(config);
        }
        return (TypeSerializer<Object>) made;
    }

    /** The class of that name, as the running task's class loader sees it. */
    static Class<?> load(String name) throws IOException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            return Class.forName(name, false, loader != null ? loader : ClassSerializers.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw (IOException) new InvalidClassException(
                            name,
                            "A record names this class, which the job's jar does not hold (or the record is corrupt)")
                    .initCause(e);
        }
    }
}
