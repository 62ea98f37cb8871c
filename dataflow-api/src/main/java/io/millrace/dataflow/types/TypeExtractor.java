package io.millrace.dataflow.types;

import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.functions.InvalidTypesException;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.tuple.Tuple;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Finds the {@link TypeInformation} of classes, objects and reflected types. */
public class TypeExtractor {

    private TypeExtractor() {}

    /**
     * The type of a class.
     *
     * @throws InvalidTypesException for a tuple class without its parameters: give a {@link TypeHint} then
     */
    public static <X> TypeInformation<X> getForClass(Class<X> clazz) {
        return getForClassOrRefuseGeneric(clazz);
    }

    static <X> TypeInformation<X> getForClassOrRefuseGeneric(Class<X> clazz) {
        if (clazz.getTypeParameters().length > 0
                && (Tuple.class.isAssignableFrom(clazz) || Either.class.isAssignableFrom(clazz))) {
            throw new InvalidTypesException(
                    "Class " + clazz.getName() + " needs its type parameters: erasure hides them in a"
                            + " class object. Use TypeInformation.of(new TypeHint<" + clazz.getSimpleName()
                            + "<...>>() {}) or the factories of Types.");
        }
        return createTypeInfo(clazz);
    }

    /** The type of a reflected type. What it leaves open is late-bound. */
    @SuppressWarnings("unchecked")
    public static <X> TypeInformation<X> createTypeInfo(Type type) {
        return (TypeInformation<X>) TypeInference.infer(type);
    }

    /** The type of the objects like this one. The fields of tuples and rows are looked at too; what is null there is late-bound. */
    @SuppressWarnings("unchecked")
    public static <X> TypeInformation<X> getForObject(X value) {
        return (TypeInformation<X>) ObjectTypes.of(value);
    }

    /** The type of a map function's results. */
    public static <IN, OUT> TypeInformation<OUT> getMapReturnTypes(
            MapFunction<IN, OUT> mapInterface, @Nullable TypeInformation<IN> inType) {
        return OutputTypes.of(mapInterface, MapFunction.class, 1, inType);
    }

    /** The type of a flat-map function's results. */
    public static <IN, OUT> TypeInformation<OUT> getFlatMapReturnTypes(
            FlatMapFunction<IN, OUT> flatMapInterface, @Nullable TypeInformation<IN> inType) {
        return OutputTypes.of(flatMapInterface, FlatMapFunction.class, 1, inType);
    }

    /** The type of a key selector's keys. */
    public static <IN, KEY> TypeInformation<KEY> getKeySelectorTypes(
            KeySelector<IN, KEY> selectorInterface, @Nullable TypeInformation<IN> inType) {
        return OutputTypes.of(selectorInterface, KeySelector.class, 1, inType);
    }
}
