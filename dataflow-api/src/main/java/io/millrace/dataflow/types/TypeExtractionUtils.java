package io.millrace.dataflow.types;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at reflected types. */
public class TypeExtractionUtils {
    private TypeExtractionUtils() {}

    /** Whether the type is a class, with or without parameters. */
    public static boolean isClassType(Type t) {
        return t instanceof Class<?> || t instanceof ParameterizedType;
    }

    /** @throws IllegalArgumentException unless {@link #isClassType} */
    @SuppressWarnings("unchecked")
    public static <T> Class<T> typeToClass(Type t) {
        if (t instanceof Class<?> raw) {
            return (Class<T>) raw;
        } else if (t instanceof ParameterizedType parameterized) {
            return (Class<T>) parameterized.getRawType();
        }
        throw new IllegalArgumentException("Cannot convert type to class: expected=a class, actual=" + t + ".");
    }

    /** The class of a type, or null if it is a variable or a wildcard. */
    public static @Nullable Class<?> getRawClass(Type t) {
        return isClassType(t) ? typeToClass(t) : null;
    }

    /** The methods of a class and of those above it, whatever their visibility. */
    public static List<Method> getAllDeclaredMethods(Class<?> clazz) {
        List<Method> methods = new ArrayList<>();
        for (Class<?> c = clazz; c != null; c = c.getSuperclass()) {
            methods.addAll(Arrays.asList(c.getDeclaredMethods()));
        }
        return methods;
    }

    /** @throws io.millrace.dataflow.functions.InvalidTypesException if there is not exactly one */
    public static Method getSingleAbstractMethod(Class<?> baseClass) {
        List<Method> open = Arrays.stream(baseClass.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .toList();
        if (open.size() != 1) {
            throw new io.millrace.dataflow.functions.InvalidTypesException("Given class: " + baseClass
                    + " is not a functional interface: it has " + open.size() + " abstract methods.");
        }
        return open.get(0);
    }

    /** Whether both are the same variable of the same declaration. */
    public static boolean sameTypeVars(Type t1, Type t2) {
        return t1 instanceof TypeVariable<?> a
                && t2 instanceof TypeVariable<?> b
                && a.getName().equals(b.getName())
                && a.getGenericDeclaration().equals(b.getGenericDeclaration());
    }

    /** Whether a class above this one has that name. */
    public static boolean hasSuperclass(Class<?> clazz, String superClassName) {
        for (Class<?> c = clazz.getSuperclass(); c != null; c = c.getSuperclass()) {
            if (c.getName().equals(superClassName)) {
                return true;
            }
        }
        return false;
    }
}
