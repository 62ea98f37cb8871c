package io.millrace.dataset.operators;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.functions.CoGroupFunction;
import io.millrace.dataflow.functions.CrossFunction;
import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.functions.GroupCombineFunction;
import io.millrace.dataflow.functions.GroupReduceFunction;
import io.millrace.dataflow.functions.JoinFunction;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.functions.MapPartitionFunction;
import io.millrace.dataflow.io.InputFormat;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import java.util.ArrayList;
import java.util.List;

/** What comes out of each kind of operation; never fails for erased generics, which are late-bound instead. */
public final class DataSetTypes {
    private DataSetTypes() {}

    public static <T, R> TypeInformation<R> map(MapFunction<T, R> function, TypeInformation<T> input) {
        return OutputTypes.of(function, MapFunction.class, 1, input);
    }

    public static <T, R> TypeInformation<R> flatMap(FlatMapFunction<T, R> function, TypeInformation<T> input) {
        return OutputTypes.of(function, FlatMapFunction.class, 1, input);
    }

    public static <T, R> TypeInformation<R> mapPartition(
            MapPartitionFunction<T, R> function, TypeInformation<T> input) {
        return OutputTypes.of(function, MapPartitionFunction.class, 1, input);
    }

    static <T, R> TypeInformation<R> groupReduce(GroupReduceFunction<T, R> function, TypeInformation<T> input) {
        return OutputTypes.of(function, GroupReduceFunction.class, 1, input);
    }

    static <L, R, OUT> TypeInformation<OUT> join(
            JoinFunction<L, R, OUT> function, TypeInformation<L> left, TypeInformation<R> right) {
        return OutputTypes.of(function, JoinFunction.class, 2, left, right);
    }

    static <L, R, OUT> TypeInformation<OUT> flatJoin(
            FlatJoinFunction<L, R, OUT> function, TypeInformation<L> left, TypeInformation<R> right) {
        return OutputTypes.of(function, FlatJoinFunction.class, 2, left, right);
    }

    static <L, R, OUT> TypeInformation<OUT> coGroup(
            CoGroupFunction<L, R, OUT> function, TypeInformation<L> left, TypeInformation<R> right) {
        return OutputTypes.of(function, CoGroupFunction.class, 2, left, right);
    }

    static <L, R, OUT> TypeInformation<OUT> cross(
            CrossFunction<L, R, OUT> function, TypeInformation<L> left, TypeInformation<R> right) {
        return OutputTypes.of(function, CrossFunction.class, 2, left, right);
    }

    static <T, R> TypeInformation<R> groupCombine(GroupCombineFunction<T, R> function, TypeInformation<T> input) {
        return OutputTypes.of(function, GroupCombineFunction.class, 1, input);
    }

    public static <T> TypeInformation<T> inputFormat(InputFormat<T, ?> format) {
        return OutputTypes.of(format, InputFormat.class, 0);
    }

    /** The type of a union; what is late-bound on one side is taken from the other. */
    static <T> TypeInformation<T> common(TypeInformation<T> first, TypeInformation<T> second) {
        if (LateBoundTypeInfo.isIn(first) || LateBoundTypeInfo.isIn(second)) {
            if (first.equals(second)) {
                return first;
            }
            // That both are pairs, say, is worth knowing.
            return first.getTypeClass() == second.getTypeClass()
                    ? LateBoundTypeInfo.boundedBy(first.getTypeClass())
                    : LateBoundTypeInfo.any();
        }
        if (!first.equals(second)) {
            throw new InvalidProgramException("Cannot union inputs of different types. Input1=" + first + ", input2="
                    + second + ". Map one of them to the type of the other first.");
        }
        return first;
    }

    /** The tuple of chosen fields; late-bound if any of them is. */
    static <OUT extends Tuple> TypeInformation<OUT> projected(
            JoinFunctions.Projection projection, TypeInformation<?> left, TypeInformation<?> right) {
        List<TypeInformation<?>> fields = new ArrayList<>();
        for (JoinFunctions.ProjectedField field : projection.fields()) {
            TypeInformation<?> record = field.input() == 0 ? left : right;
            if (field.position() < 0) {
                fields.add(record);
            } else if (record instanceof TupleTypeInfo<?> tuple && field.position() < tuple.getArity()) {
                fields.add(tuple.getTypeAt(field.position()));
            } else {
                fields.add(LateBoundTypeInfo.any());
            }
        }
        return new TupleTypeInfo<>(fields.toArray(new TypeInformation<?>[0]));
    }
}
