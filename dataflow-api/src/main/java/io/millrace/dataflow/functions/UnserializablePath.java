package io.millrace.dataflow.functions;

import java.io.Externalizable;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the shortest way, field by field, from a function to an object that is not serialisable. */
final class UnserializablePath {
    private record Step(Object object, String path) {}

    private final Deque<Step> queue = new ArrayDeque<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private UnserializablePath() {}

    /** For a person to read; empty if there is no such object, or it hides where reflection may not look. */
    static Optional<String> to(Object function) {
        UnserializablePath search = new UnserializablePath();
        search.visit(function, "");
        while (!search.queue.isEmpty()) {
            Step step = search.queue.poll();
            if (!(step.object() instanceof Serializable)) {
                return Optional.of(
                        step.path().isEmpty()
                                ? "its class is not Serializable"
                                : "field '" + step.path() + "' holds a "
                                        + step.object().getClass().getName());
            }
            search.look(step);
        }
        return Optional.empty();
    }

    private void look(Step step) {
        Object object = step.object();
        Class<?> type = object.getClass();
        if (type.isArray()) {
            if (!type.getComponentType().isPrimitive()) {
                for (int i = 0; i < Array.getLength(object); i++) {
                    visit(Array.get(object, i), step.path() + "[" + i + "]");
                }
            }
            return;
        }
        if (object instanceof Externalizable || object instanceof Enum) {
            return;
        }
        if (object instanceof Iterable<?> elements && type.getName().startsWith("java.")) {
            int i = 0;
            for (Object element : elements) {
                visit(element, step.path() + "[" + i++ + "]");
            }
            return;
        }
        if (object instanceof java.util.Map<?, ?> map && type.getName().startsWith("java.")) {
            map.forEach((key, value) -> {
                visit(key, step.path() + ".key(" + key + ")");
                visit(value, step.path() + "[" + key + "]");
            });
            return;
        }
        for (Class<?> c = type; c != null && Serializable.class.isAssignableFrom(c); c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                visitField(step, field);
            }
        }
    }

    private void visitField(Step step, Field field) {
        int modifiers = field.getModifiers();
        if (Modifier.isStatic(modifiers)
                || Modifier.isTransient(modifiers)
                || field.getType().isPrimitive()) {
            return;
        }
        try {
            field.setAccessible(true);
            visit(
                    field.get(step.object()),
                    step.path().isEmpty() ? field.getName() : step.path() + "." + field.getName());
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            // The platform's own classes; what they hold is named by the exception's message alone.
            return;
        }
    }

    private void visit(@Nullable Object object, String path) {
        if (object != null && seen.add(object)) {
            queue.add(new Step(object, path));
        }
    }
}
