package io.millrace.dataflow.functions;

import io.millrace.dataflow.ExecutionConfig.ClosureCleanerLevel;
import io.millrace.dataflow.InvalidProgramException;
import java.io.Externalizable;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Makes functions fit to be shipped.
 *
 * <ol>
 *   <li>Anonymous and inner classes hold their enclosing object in {@code this$0}, used or not. Where no code of the class
 *       reads the field, it is set to null; where some does, it stays.
 *   <li>The same for the objects in the function's fields, if the level is RECURSIVE.
 *   <li>Then the function is serialised once, to see whether it can be; what cannot is named with the way to it.
 * </ol>
 */
public final class Closures {
    private static final String OUTER = "this$";

    private final boolean recursive;
    private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());

    private Closures(boolean recursive) {
        this.recursive = recursive;
    }

    /**
     * Cleans as the level says, then checks.
     *
     * @param checkSerializable false for functions that are not shipped
     * @throws InvalidProgramException if the function is not serialisable
     */
    public static void clean(Object function, ClosureCleanerLevel level, boolean checkSerializable) {
        if (level != ClosureCleanerLevel.NONE) {
            new Closures(level == ClosureCleanerLevel.RECURSIVE).cleanFields(function);
        }
        if (checkSerializable) {
            ensureSerializable(function);
        }
    }

    /** @throws InvalidProgramException that names the function's class, and the field that cannot be serialised */
    public static void ensureSerializable(Object function) {
        try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            out.writeObject(function);
        } catch (IOException | RuntimeException e) {
            throw notSerializable(function, e);
        }
    }

    private void cleanFields(Object object) {
        if (!visited.add(object)) {
            return;
        }
        for (Class<?> type = object.getClass(); isUsers(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    cleanField(object, type, field);
                }
            }
        }
    }

    private void cleanField(Object object, Class<?> declaring, Field field) {
        try {
            field.setAccessible(true);
            Object value = field.get(object);
            if (value == null) {
                return;
            }
            if (field.getName().startsWith(OUTER) && field.isSynthetic()) {
                if (!OuterReferenceUse.isRead(declaring, field.getName())) {
                    field.set(object, null);
                    return;
                }
            }
            if (recursive && !Modifier.isTransient(field.getModifiers()) && !writesItself(value)) {
                cleanFields(value);
            }
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            // Records, hidden classes and closed modules keep their fields; the check below says whether that matters.
            return;
        }
    }

    // What writes its own form may need what its fields refer to.
    private static boolean writesItself(Object value) {
        if (value instanceof Externalizable) {
            return true;
        }
        for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
            if (Arrays.stream(type.getDeclaredMethods())
                    .anyMatch(method -> method.getName().equals("writeObject"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUsers(Class<?> type) {
        return type != null && !type.isArray() && !type.getName().startsWith("java.");
    }

    private static InvalidProgramException notSerializable(Object function, Exception failure) {
        String name = function.getClass().getName();
        String what = "The implementation of "
                + (function instanceof Serializable
                        ? name
                        : name + " (which does not" + " implement java.io.Serializable)")
                + " is not serializable";
        String where = failure instanceof NotSerializableException missing
                ? UnserializablePath.to(function)
                        .map(path -> ": " + path)
                        .orElse(": it holds a " + missing.getMessage())
                : ": " + failure;
        return new InvalidProgramException(
                what + where + ". Make the field transient and fill it in open(), make its class serializable, or use"
                        + " copies of single fields in place of the enclosing object.",
                failure);
    }
}
