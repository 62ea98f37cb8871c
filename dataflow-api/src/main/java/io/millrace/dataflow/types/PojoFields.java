package io.millrace.dataflow.types;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides whether a class is a POJO, and finds its fields. A POJO has a constructor without arguments, at least one field,
 * and every field that is neither static nor transient is public or has a public getter and setter. The class itself need
 * not be public. Classes of the Java platform are never POJOs.
 */
final class PojoFields {

    private PojoFields() {}

    /** The fields of a POJO, those of superclasses included; empty if the class is not a POJO. */
    static List<PojoField> of(Class<?> raw, TypeInference inside) {
        if (raw.isInterface() || raw.isAnnotation() || isOfThePlatform(raw) || !hasPlainConstructor(raw)) {
            return List.of();
        }
        Map<String, PojoField> fields = new LinkedHashMap<>();
        for (Class<?> c = raw; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : instanceFieldsOf(c)) {
                // Two fields of one name cannot both be meant by it.
                if (!isAccessible(field, raw) || fields.containsKey(field.getName())) {
                    return List.of();
                }
                TypeInfo annotation = field.getAnnotation(TypeInfo.class);
                TypeInformation<?> type = annotation != null
                        ? inside.madeBy(annotation, field.getGenericType())
                        : inside.of(field.getGenericType());
                fields.put(field.getName(), new PojoField(field, type));
            }
        }
        return new ArrayList<>(fields.values());
    }

    static boolean hasInstanceFields(Class<?> raw) {
        return !instanceFieldsOf(raw).isEmpty();
    }

    private static List<Field> instanceFieldsOf(Class<?> raw) {
        return Arrays.stream(raw.getDeclaredFields())
                .filter(f -> !Modifier.isStatic(f.getModifiers())
                        && !Modifier.isTransient(f.getModifiers())
                        && !f.isSynthetic())
                .toList();
    }

    private static boolean isOfThePlatform(Class<?> raw) {
        return raw.isPrimitive()
                || raw.getName().startsWith("java.")
                || raw.getName().startsWith("javax.");
    }

    private static boolean hasPlainConstructor(Class<?> raw) {
        return Arrays.stream(raw.getDeclaredConstructors()).anyMatch(c -> c.getParameterCount() == 0);
    }

    private static boolean isAccessible(Field field, Class<?> raw) {
        if (Modifier.isFinal(field.getModifiers())) {
            return false;
        }
        return Modifier.isPublic(field.getModifiers()) || (hasGetter(field, raw) && hasSetter(field, raw));
    }

    private static boolean hasGetter(Field field, Class<?> raw) {
        String name = field.getName();
        return Arrays.stream(raw.getMethods())
                .filter(m -> m.getParameterCount() == 0 && isOneOf(m, "get" + name, "is" + name, name))
                .anyMatch(m -> m.getReturnType() == field.getType() || m.getReturnType() == boxed(field.getType()));
    }

    private static boolean hasSetter(Field field, Class<?> raw) {
        String name = field.getName();
        return Arrays.stream(raw.getMethods())
                .filter(m -> m.getParameterCount() == 1 && isOneOf(m, "set" + name, name + "_$eq"))
                .anyMatch(m -> m.getParameterTypes()[0] == field.getType()
                        || m.getParameterTypes()[0] == boxed(field.getType()));
    }

    private static boolean isOneOf(Method method, String... names) {
        String plain = method.getName().replace("_", "");
        return Arrays.stream(names).anyMatch(n -> n.replace("_", "").equalsIgnoreCase(plain));
    }

    private static Class<?> boxed(Class<?> type) {
        BasicTypeInfo<?> basic = BasicTypeInfo.getInfoFor(type);
        return basic == null ? type : basic.getTypeClass();
    }
}
