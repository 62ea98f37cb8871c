package io.millrace.dataflow.types;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the type variables seen from one class stand for. A variable is bound by a class that extends or implements a
 * generic one ("class A extends B&lt;String&gt;" binds B's variable), or by a type that is known from elsewhere (that of
 * an input).
 */
final class TypeBindings {

    /** Each variable's {@link Type}, to be read in these same bindings, or its {@link TypeInformation}. */
    private final Map<TypeVariable<?>, Object> bound = new LinkedHashMap<>();

    private TypeBindings() {}

    static TypeBindings none() {
        return new TypeBindings();
    }

    /** All bindings found on the way from a type up to Object, interfaces included. */
    static TypeBindings above(Type type) {
        TypeBindings bindings = new TypeBindings();
        bindings.collect(type);
        return bindings;
    }

    /** The bindings of a class that is seen to extend {@code generic}. */
    static TypeBindings of(Class<?> subclass, Class<?> generic) {
        if (!generic.isAssignableFrom(subclass)) {
            throw new IllegalArgumentException(subclass.getName() + " is no subclass of " + generic.getName());
        }
        return above(subclass);
    }

    /** Adds what the supertypes of a class bind. */
    void collect(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            Class<?> raw = (Class<?>) parameterized.getRawType();
            TypeVariable<?>[] variables = raw.getTypeParameters();
            Type[] arguments = parameterized.getActualTypeArguments();
            for (int i = 0; i < variables.length; i++) {
                bound.putIfAbsent(variables[i], arguments[i]);
            }
            if (parameterized.getOwnerType() != null) {
                collect(parameterized.getOwnerType());
            }
            collectAbove(raw);
        } else if (type instanceof Class<?> raw) {
            collectAbove(raw);
        }
    }

    private void collectAbove(Class<?> raw) {
        if (raw.getGenericSuperclass() != null) {
            collect(raw.getGenericSuperclass());
        }
        for (Type implemented : raw.getGenericInterfaces()) {
            collect(implemented);
        }
    }

    void bind(TypeVariable<?> variable, TypeInformation<?> type) {
        bound.put(variable, type);
    }

    /** What a variable stands for: a TypeInformation, a Type that is no variable, or the last variable, which is unbound. */
    Object resolve(TypeVariable<?> variable) {
        Object value = variable;
        // A chain of variables cannot be longer than the map, unless it is a circle (made by raw types).
        for (int steps = 0; value instanceof TypeVariable<?> next && steps <= bound.size(); steps++) {
            Object further = bound.get(next);
            if (further == null) {
                return next;
            }
            value = further;
        }
        return value;
    }

    /** Binds the unbound variables of {@code formal} so that it describes {@code actual}, as far as the two agree. */
    void unify(Type formal, TypeInformation<?> actual) {
        if (formal instanceof TypeVariable<?> variable) {
            Object value = resolve(variable);
            if (value instanceof TypeVariable<?> unbound) {
                bound.put(unbound, actual);
            } else if (value instanceof Type type) {
                unify(type, actual);
            }
        } else if (formal instanceof ParameterizedType parameterized) {
            unifyArguments(parameterized, actual);
        } else if (formal instanceof WildcardType wildcard) {
            unify(wildcard.getUpperBounds()[0], actual);
        } else if (formal instanceof GenericArrayType array && actual instanceof ObjectArrayTypeInfo<?, ?> arrayInfo) {
            unify(array.getGenericComponentType(), arrayInfo.getComponentInfo());
        } else if (formal instanceof GenericArrayType array && actual instanceof BasicArrayTypeInfo<?, ?> arrayInfo) {
            unify(array.getGenericComponentType(), arrayInfo.getComponentInfo());
        }
    }

    private void unifyArguments(ParameterizedType formal, TypeInformation<?> actual) {
        Class<?> raw = (Class<?>) formal.getRawType();
        Type[] arguments = formal.getActualTypeArguments();
        if (raw == List.class && actual instanceof ListTypeInfo<?> list) {
            unify(arguments[0], list.getElementTypeInfo());
        } else if (raw == Set.class && actual instanceof SetTypeInfo<?> set) {
            unify(arguments[0], set.getElementTypeInfo());
        } else if (raw == actual.getTypeClass()) {
            Map<String, TypeInformation<?>> parameters = actual.getGenericParameters();
            TypeVariable<?>[] variables = raw.getTypeParameters();
            for (int i = 0; i < arguments.length; i++) {
                TypeInformation<?> argument = parameters.get(variables[i].getName());
                if (argument != null) {
                    unify(arguments[i], argument);
                }
            }
        }
    }

    /** The class that is left of a type when its parameters are erased, with variables replaced as far as they are bound. */
    Class<?> erasureOf(Type type) {
        if (type instanceof Class<?> raw) {
            return raw;
        }
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        if (type instanceof GenericArrayType array) {
            return erasureOf(array.getGenericComponentType()).arrayType();
        }
        if (type instanceof WildcardType wildcard) {
            return erasureOf(wildcard.getUpperBounds()[0]);
        }
        if (type instanceof TypeVariable<?> variable) {
            Object value = resolve(variable);
            if (value instanceof TypeInformation<?> info) {
                return info.getTypeClass();
            }
            if (value instanceof TypeVariable<?> unbound) {
                return erasureOfBound(unbound);
            }
            return erasureOf((Type) value);
        }
        return Object.class;
    }

    private Class<?> erasureOfBound(TypeVariable<?> unbound) {
        Type upper = unbound.getBounds()[0];
        return upper instanceof TypeVariable<?> other && other.equals(unbound) ? Object.class : erasureOf(upper);
    }
}
