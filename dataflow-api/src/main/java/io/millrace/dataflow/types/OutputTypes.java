package io.millrace.dataflow.types;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the type of what a function puts out, in this order:
 *
 * <ol>
 *   <li>the function's own word ({@link ResultTypeQueryable});
 *   <li>the generic signature of the function's class, with type variables bound by the types of its inputs;
 *   <li>for a lambda, the signature of its method: the class it returns, or, for a reference to a method, also what that
 *       method says about the parameters;
 *   <li>else it is late-bound: decided by the first record. A consumer of the output may tell more: {@link #refine}.
 * </ol>
 *
 * A type given with {@code returns(…)} goes before all of this; the APIs see to that. Nothing here ever fails because
 * generics were erased. Pure; safe for use by any thread.
 */
public final class OutputTypes {

    private OutputTypes() {}

    /**
     * The type of a function's output.
     *
     * @param function the user's object
     * @param functionInterface the generic interface (or class) it implements, such as {@code MapFunction}
     * @param outputTypeArgIndex which type parameter of that interface is the output's
     * @param inputs the types of the interface's first type parameters, in order; null where one is unknown or no input
     */
    @SuppressWarnings("unchecked")
    public static <OUT> TypeInformation<OUT> of(
            Object function,
            Class<?> functionInterface,
            int outputTypeArgIndex,
            @Nullable TypeInformation<?>... inputs) {
        if (function instanceof ResultTypeQueryable<?> queryable && queryable.getProducedType() != null) {
            return (TypeInformation<OUT>) queryable.getProducedType();
        }
        TypeVariable<?>[] variables = functionInterface.getTypeParameters();
        TypeBindings bindings = TypeBindings.above(function.getClass());
        for (int i = 0; i < inputs.length && i < variables.length; i++) {
            TypeInformation<?> input = inputs[i];
            if (input != null && i != outputTypeArgIndex) {
                bindings.unify(variables[i], input);
            }
        }
        return (TypeInformation<OUT>)
                typeOfVariable(function, functionInterface, variables[outputTypeArgIndex], bindings);
    }

    /**
     * What a consumer tells about the type of its input, if that is late-bound so far.
     *
     * @param type what is known of the output that is consumed
     * @param consumer the function that consumes it
     * @param functionInterface the generic interface the consumer implements, such as {@code KeySelector}
     * @param inputTypeArgIndex which type parameter of that interface is the input's
     * @return a type that says more, or {@code type}
     */
    @SuppressWarnings("unchecked")
    public static <T> TypeInformation<T> refine(
            TypeInformation<T> type, Object consumer, Class<?> functionInterface, int inputTypeArgIndex) {
        if (!LateBoundTypeInfo.isIn(type)) {
            return type;
        }
        TypeInformation<?> told = typeOfVariable(
                consumer,
                functionInterface,
                functionInterface.getTypeParameters()[inputTypeArgIndex],
                TypeBindings.above(consumer.getClass()));
        return saysMore(told, type) ? (TypeInformation<T>) told : type;
    }

    private static boolean saysMore(TypeInformation<?> told, TypeInformation<?> known) {
        if (!known.getTypeClass().isAssignableFrom(told.getTypeClass())) {
            return false;
        }
        if (known instanceof LateBoundTypeInfo) {
            // What is generic for the consumer may be better known to the records: a subclass that has a type of its
            // own.
            return !(told instanceof GenericTypeInfo) && !told.equals(LateBoundTypeInfo.any());
        }
        return known.getTypeClass() == told.getTypeClass() && !LateBoundTypeInfo.isIn(told);
    }

    /** The type of the given elements: that of all, or late-bound if they have none in common. Elements may be null. */
    @SuppressWarnings("unchecked")
    public static <T> TypeInformation<T> ofElements(Iterable<? extends T> elements) {
        return (TypeInformation<T>) ObjectTypes.ofAll(elements);
    }

    /** The type of a class, late-bound within it where its type parameters are not known. Never fails. */
    @SuppressWarnings("unchecked")
    public static <T> TypeInformation<T> ofClass(Class<T> type) {
        return (TypeInformation<T>) TypeInference.infer(type);
    }

    /**
     * The type of the records of exactly this class, as they are met at run time. Only their parts may be late-bound; so is
     * the whole for Object and Row, which say nothing of their parts.
     */
    @SuppressWarnings("unchecked")
    public static <T> TypeInformation<T> ofRecordsOf(Class<T> recordClass) {
        return (TypeInformation<T>) TypeInference.ofRecords(recordClass);
    }

    private static TypeInformation<?> typeOfVariable(
            Object function, Class<?> functionInterface, TypeVariable<?> variable, TypeBindings bindings) {
        if (functionInterface.isInstance(function) && !(bindings.resolve(variable) instanceof TypeVariable)) {
            return TypeInference.infer(variable, bindings);
        }
        LambdaSignature lambda = LambdaSignature.of(function);
        Method method = lambda == null ? null : singleMethodOf(functionInterface);
        if (lambda != null && method != null && method.getParameterCount() == lambda.parameterCount()) {
            Type found = find(variable, method, lambda);
            if (found != null) {
                return TypeInference.infer(found);
            }
        }
        return TypeInference.infer(variable, bindings);
    }

    /** What a lambda's method has where the interface's method has the variable. */
    private static @Nullable Type find(TypeVariable<?> variable, Method method, LambdaSignature lambda) {
        Type found = match(method.getGenericReturnType(), lambda.returnType(), variable);
        Type[] formal = method.getGenericParameterTypes();
        for (int i = 0; found == null && i < formal.length; i++) {
            found = match(formal[i], lambda.parameterType(i), variable);
        }
        return found;
    }

    private static @Nullable Type match(Type formal, Type actual, TypeVariable<?> variable) {
        if (formal.equals(variable)) {
            return actual == void.class || actual == Void.class ? null : actual;
        }
        if (formal instanceof ParameterizedType f
                && actual instanceof ParameterizedType a
                && f.getRawType() == a.getRawType()) {
            for (int i = 0; i < f.getActualTypeArguments().length; i++) {
                Type found = match(f.getActualTypeArguments()[i], a.getActualTypeArguments()[i], variable);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static @Nullable Method singleMethodOf(Class<?> functionInterface) {
        List<Method> open = Arrays.stream(functionInterface.getMethods())
                .filter(m -> Modifier.isAbstract(m.getModifiers()) && m.getDeclaringClass() != Object.class)
                .toList();
        return open.size() == 1 ? open.get(0) : null;
    }
}
