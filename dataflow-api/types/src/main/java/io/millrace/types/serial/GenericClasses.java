package io.millrace.types.serial;

import io.millrace.dataflow.InvalidProgramException;
import java.util.List;

/**
 * The classes that the generic serialiser takes: those of the job and of the libraries beside it, and of the JDK those that
 * hold data. What else the JDK has (reflection, naming services, scripts, streams) does something when it is made or read,
 * and has no place in a record.
 */
final class GenericClasses {
    private static final List<String> JDK_DATA = List.of("java.util.", "java.math.", "java.time.");
    private static final List<String> JDK_OTHERS = List.of(
            "java.net.URI",
            "java.net.URL",
            "java.net.Inet",
            "java.sql.Date",
            "java.sql.Time",
            "java.nio.Heap",
            "java.nio.ByteBuffer",
            "java.io.File",
            "java.io.Serializable",
            "java.io.Externalizable",
            "java.text.",
            "java.awt.geom.");
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    private GenericClasses() {}

    /** @throws InvalidProgramException if the class has no place in a record */
    static boolean check(String name) {
        if (!isTaken(name)) {
            throw new InvalidProgramException("The class " + name + " of the JDK cannot be in a record that the generic"
                    + " serialiser writes: it is none that holds data. Mark the field that holds it transient, or give"
                    + " the record's class a TypeInformation with a serialiser of its own (@TypeInfo).");
        }
        return true;
    }

    private static boolean isTaken(String name) {
        String element = elementOf(name);
        if (JDK.stream().noneMatch(element::startsWith)) {
            return true;
        }
        boolean plain = element.startsWith("java.lang.") && element.indexOf('.', "java.lang.".length()) < 0;
        return plain
                || JDK_DATA.stream().anyMatch(element::startsWith)
                || JDK_OTHERS.stream().anyMatch(element::startsWith);
    }

    /** The name without what makes it that of an array. */
    private static String elementOf(String name) {
        int depth = 0;
        while (depth < name.length() && name.charAt(depth) == '[') {
            depth++;
        }
        return depth > 0 && name.charAt(depth) == 'L' && name.endsWith(";")
                ? name.substring(depth + 1, name.length() - 1)
                : name.substring(depth);
    }
}
