package io.millrace.dataflow.types;

import io.millrace.dataflow.functions.AggregateFunction;
import io.millrace.dataflow.functions.CoGroupFunction;
import io.millrace.dataflow.functions.CrossFunction;
import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.functions.Function;
import io.millrace.dataflow.functions.GroupCombineFunction;
import io.millrace.dataflow.functions.GroupReduceFunction;
import io.millrace.dataflow.functions.InvalidTypesException;
import io.millrace.dataflow.functions.JoinFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.functions.MapPartitionFunction;
import io.millrace.dataflow.functions.Partitioner;
import io.millrace.dataflow.io.InputFormat;
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

    /** The type of a map-partition function's results. */
    public static <IN, OUT> TypeInformation<OUT> getMapPartitionReturnTypes(
            MapPartitionFunction<IN, OUT> mapPartitionInterface, @Nullable TypeInformation<IN> inType) {
        return OutputTypes.of(mapPartitionInterface, MapPartitionFunction.class, 1, inType);
    }

    /** The type of a group-reduce function's results. */
    public static <IN, OUT> TypeInformation<OUT> getGroupReduceReturnTypes(
            GroupReduceFunction<IN, OUT> groupReduceInterface, @Nullable TypeInformation<IN> inType) {
        return OutputTypes.of(groupReduceInterface, GroupReduceFunction.class, 1, inType);
    }

    /** The type of a group-combine function's results. */
    public static <IN, OUT> TypeInformation<OUT> getGroupCombineReturnTypes(
            GroupCombineFunction<IN, OUT> combineInterface, @Nullable TypeInformation<IN> inType) {
        return OutputTypes.of(combineInterface, GroupCombineFunction.class, 1, inType);
    }

    /** The type of a join function's results. */
    public static <IN1, IN2, OUT> TypeInformation<OUT> getJoinReturnTypes(
            JoinFunction<IN1, IN2, OUT> joinInterface,
            @Nullable TypeInformation<IN1> in1Type,
            @Nullable TypeInformation<IN2> in2Type) {
        return OutputTypes.of(joinInterface, JoinFunction.class, 2, in1Type, in2Type);
    }

    /** The type of a flat-join function's results. */
    public static <IN1, IN2, OUT> TypeInformation<OUT> getFlatJoinReturnTypes(
            FlatJoinFunction<IN1, IN2, OUT> joinInterface,
            @Nullable TypeInformation<IN1> in1Type,
            @Nullable TypeInformation<IN2> in2Type) {
        return OutputTypes.of(joinInterface, FlatJoinFunction.class, 2, in1Type, in2Type);
    }

    /** The type of a co-group function's results. */
    public static <IN1, IN2, OUT> TypeInformation<OUT> getCoGroupReturnTypes(
            CoGroupFunction<IN1, IN2, OUT> coGroupInterface,
            @Nullable TypeInformation<IN1> in1Type,
            @Nullable TypeInformation<IN2> in2Type) {
        return OutputTypes.of(coGroupInterface, CoGroupFunction.class, 2, in1Type, in2Type);
    }

    /** The type of a cross function's results. */
    public static <IN1, IN2, OUT> TypeInformation<OUT> getCrossReturnTypes(
            CrossFunction<IN1, IN2, OUT> crossInterface,
            @Nullable TypeInformation<IN1> in1Type,
            @Nullable TypeInformation<IN2> in2Type) {
        return OutputTypes.of(crossInterface, CrossFunction.class, 2, in1Type, in2Type);
    }

    /** The type of an aggregate function's accumulators. */
    public static <IN, ACC> TypeInformation<ACC> getAggregateFunctionAccumulatorType(
            AggregateFunction<IN, ACC, ?> function,
            @Nullable TypeInformation<IN> inType,
            @Nullable String functionName,
            boolean allowMissing) {
        return OutputTypes.of(function, AggregateFunction.class, 1, inType);
    }

    /** The type of an aggregate function's results. */
    public static <IN, OUT> TypeInformation<OUT> getAggregateFunctionReturnType(
            AggregateFunction<IN, ?, OUT> function,
            @Nullable TypeInformation<IN> inType,
            @Nullable String functionName,
            boolean allowMissing) {
        return OutputTypes.of(function, AggregateFunction.class, 2, inType);
    }

    /** The type of what a partitioner is given. */
    public static <T> TypeInformation<T> getPartitionerTypes(Partitioner<T> partitioner) {
        return OutputTypes.of(partitioner, Partitioner.class, 0);
    }

    /** The type of the records that a format makes. */
    public static <IN> TypeInformation<IN> getInputFormatTypes(InputFormat<IN, ?> inputFormatInterface) {
        return OutputTypes.of(inputFormatInterface, InputFormat.class, 0);
    }

    /**
     * The type of a function's results.
     *
     * @param function the user's object
     * @param baseClass the interface that the parameters are counted in
     * @param outputTypeArgumentIndex which parameter is that of the results; those before it are the inputs'
     */
    public static <IN, OUT> TypeInformation<OUT> getUnaryOperatorReturnType(
            Function function,
            Class<?> baseClass,
            int inputTypeArgumentIndex,
            int outputTypeArgumentIndex,
            int[] lambdaOutputTypeArgumentIndices,
            @Nullable TypeInformation<IN> inType,
            @Nullable String functionName,
            boolean allowMissing) {
        return inputTypeArgumentIndex == 0
                ? OutputTypes.of(function, baseClass, outputTypeArgumentIndex, inType)
                : OutputTypes.of(function, baseClass, outputTypeArgumentIndex);
    }

    /** As {@link #getUnaryOperatorReturnType}, of two inputs. */
    public static <IN1, IN2, OUT> TypeInformation<OUT> getBinaryOperatorReturnType(
            Function function,
            Class<?> baseClass,
            int input1TypeArgumentIndex,
            int input2TypeArgumentIndex,
            int outputTypeArgumentIndex,
            int[] lambdaOutputTypeArgumentIndices,
            @Nullable TypeInformation<IN1> in1Type,
            @Nullable TypeInformation<IN2> in2Type,
            @Nullable String functionName,
            boolean allowMissing) {
        return input1TypeArgumentIndex == 0 && input2TypeArgumentIndex == 1
                ? OutputTypes.of(function, baseClass, outputTypeArgumentIndex, in1Type, in2Type)
                : OutputTypes.of(function, baseClass, outputTypeArgumentIndex);
    }

    /** The type that stands for a parameter of a class or interface above the class. */
    @SuppressWarnings("unchecked")
    public static <IN1, IN2, OUT> TypeInformation<OUT> createTypeInfo(
            Class<?> baseClass,
            Class<?> clazz,
            int returnParamPos,
            @Nullable TypeInformation<IN1> in1Type,
            @Nullable TypeInformation<IN2> in2Type) {
        return (TypeInformation<OUT>)
                TypeInference.infer(baseClass.getTypeParameters()[returnParamPos], TypeBindings.above(clazz));
    }

    /** The type that stands for a parameter of a class or interface above the object's class. */
    @SuppressWarnings("unchecked")
    public static <OUT> TypeInformation<OUT> createTypeInfo(
            Object instance, Class<?> baseClass, Class<?> clazz, int returnParamPos) {
        return instance instanceof ResultTypeQueryable<?> queryable
                ? (TypeInformation<OUT>) queryable.getProducedType()
                : createTypeInfo(baseClass, clazz, returnParamPos, null, null);
    }

    /** The type of a Hadoop Writable. */
    public static <T> TypeInformation<T> createHadoopWritableTypeInfo(Class<T> typeClass) {
        return createTypeInfo(typeClass);
    }

    /** From now on the factory tells the type of this class, unless the class is annotated with another. */
    public static void registerFactory(Type t, Class<? extends TypeInfoFactory<?>> factory) {
        RegisteredFactories.register(TypeExtractionUtils.typeToClass(t), factory);
    }

    /** Whether the class is a Java record. */
    public static boolean isRecord(Class<?> clazz) {
        return clazz.isRecord();
    }
}
