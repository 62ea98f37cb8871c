package io.millrace.types.serial;

import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.Row;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The classes that late-bound records need not name. A class keeps its tag for ever; new ones are added at the end. */
final class WellKnownClasses {

    /** The tags below this number are for these classes, given or not. */
    static final int TAGS = 64;

    private static final int FIRST = 2;

    private static final List<Class<?>> CLASSES = classes();

    private static final Map<Class<?>, Integer> TAG = tags();

    private WellKnownClasses() {}

    private static List<Class<?>> classes() {
        List<Class<?>> classes = new ArrayList<>(List.of(
                String.class,
                Boolean.class,
                Byte.class,
                Short.class,
                Integer.class,
                Long.class,
                Float.class,
                Double.class,
                Character.class,
                BigInteger.class,
                BigDecimal.class,
                Instant.class,
                LocalDate.class,
                LocalTime.class,
                LocalDateTime.class,
                ArrayList.class,
                HashMap.class,
                HashSet.class,
                LinkedHashMap.class,
                LinkedHashSet.class,
                Row.class,
                byte[].class,
                int[].class,
                long[].class,
                double[].class,
                String[].class,
                Object[].class));
        for (int arity = 0; arity <= Tuple.MAX_ARITY; arity++) {
            classes.add(Tuple.getTupleClass(arity));
        }
        return List.copyOf(classes);
    }

    private static Map<Class<?>, Integer> tags() {
        Map<Class<?>, Integer> tags = new HashMap<>();
        for (int i = 0; i < CLASSES.size(); i++) {
            tags.put(CLASSES.get(i), FIRST + i);
        }
        return tags;
    }

    /** The tag of a class; 0 if it has none. */
    static int tagOf(Class<?> type) {
        return TAG.getOrDefault(type, 0);
    }

    static Class<?> withTag(int tag) throws IOException {
        if (tag < FIRST || tag - FIRST >= CLASSES.size()) {
            throw new StreamCorruptedException("Corrupt record: no class has tag " + tag + ".");
        }
        return CLASSES.get(tag - FIRST);
    }
}
