package io.millrace.operators.spill;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The classes that late-bound records of one structure have named so far. What it wrote is read by itself only, in any
 * order, so writing and reading share the numbers.
 */
final class KnownClasses {
    private final Map<Class<?>, Integer> numbers = new IdentityHashMap<>();
    private final List<Class<?>> classes = new ArrayList<>();

    /** The number of a class; -1 if it is new: then it has a number from now on, and must be named. */
    int numberOf(Class<?> type) {
        Integer number = numbers.putIfAbsent(type, classes.size());
        if (number != null) {
            return number;
        }
        classes.add(type);
        return -1;
    }

    /** @throws IOException if no class has this number */
    Class<?> classOf(int number) throws IOException {
        if (number >= classes.size()) {
            throw new StreamCorruptedException("class " + number + " of a spilled record is not among the "
                    + classes.size() + " that were written");
        }
        return classes.get(number);
    }
}
