package io.millrace.datastream;

import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.tuple.Tuple1;
import io.millrace.dataflow.tuple.Tuple10;
import io.millrace.dataflow.tuple.Tuple11;
import io.millrace.dataflow.tuple.Tuple12;
import io.millrace.dataflow.tuple.Tuple13;
import io.millrace.dataflow.tuple.Tuple14;
import io.millrace.dataflow.tuple.Tuple15;
import io.millrace.dataflow.tuple.Tuple16;
import io.millrace.dataflow.tuple.Tuple17;
import io.millrace.dataflow.tuple.Tuple18;
import io.millrace.dataflow.tuple.Tuple19;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple20;
import io.millrace.dataflow.tuple.Tuple21;
import io.millrace.dataflow.tuple.Tuple22;
import io.millrace.dataflow.tuple.Tuple23;
import io.millrace.dataflow.tuple.Tuple24;
import io.millrace.dataflow.tuple.Tuple25;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.tuple.Tuple4;
import io.millrace.dataflow.tuple.Tuple5;
import io.millrace.dataflow.tuple.Tuple6;
import io.millrace.dataflow.tuple.Tuple7;
import io.millrace.dataflow.tuple.Tuple8;
import io.millrace.dataflow.tuple.Tuple9;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.datastream.runtime.ProjectFields;
import io.millrace.operators.record.MapFactory;

/** Takes fields out of the tuples of a stream. */
public class StreamProjection<IN> {
    private final DataStream<IN> dataStream;
    private final int[] fieldIndexes;

    /** @throws IllegalArgumentException if the records are known not to be tuples, or have no such fields */
    protected StreamProjection(DataStream<IN> dataStream, int[] fieldIndexes) {
        if (fieldIndexes.length < 1 || fieldIndexes.length > Tuple.MAX_ARITY) {
            throw new IllegalArgumentException("You must select between one (1) and " + Tuple.MAX_ARITY
                    + " fields to project, not " + fieldIndexes.length + ".");
        }
        TypeInformation<IN> type = dataStream.getType();
        if (!type.isTupleType() && !LateBoundTypeInfo.isIn(type)) {
            throw new IllegalArgumentException("Only tuple data streams can be projected, not those of " + type);
        }
        for (int field : fieldIndexes) {
            if (field < 0 || (type instanceof TupleTypeInfo && field >= type.getArity())) {
                throw new IndexOutOfBoundsException("Projection: there is no field " + field + " in " + type);
            }
        }
        this.dataStream = dataStream;
        this.fieldIndexes = fieldIndexes.clone();
    }

    <R extends Tuple> SingleOutputStreamOperator<R> project() {
        TypeInformation<?>[] types = new TypeInformation<?>[fieldIndexes.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = dataStream.getType() instanceof TupleTypeInfo<?> tuple
                    ? tuple.getTypeAt(fieldIndexes[i])
                    : LateBoundTypeInfo.any();
        }
        return dataStream.oneInput(
                "Projection",
                new TupleTypeInfo<>(types),
                context -> new MapFactory<>(new ProjectFields<IN, R>(fieldIndexes)));
    }

    public <T0> SingleOutputStreamOperator<Tuple1<T0>> projectTuple1() {
        return project();
    }

    public <T0, T1> SingleOutputStreamOperator<Tuple2<T0, T1>> projectTuple2() {
        return project();
    }

    public <T0, T1, T2> SingleOutputStreamOperator<Tuple3<T0, T1, T2>> projectTuple3() {
        return project();
    }

    public <T0, T1, T2, T3> SingleOutputStreamOperator<Tuple4<T0, T1, T2, T3>> projectTuple4() {
        return project();
    }

    public <T0, T1, T2, T3, T4> SingleOutputStreamOperator<Tuple5<T0, T1, T2, T3, T4>> projectTuple5() {
        return project();
    }

    public <T0, T1, T2, T3, T4, T5> SingleOutputStreamOperator<Tuple6<T0, T1, T2, T3, T4, T5>> projectTuple6() {
        return project();
    }

    public <T0, T1, T2, T3, T4, T5, T6> SingleOutputStreamOperator<Tuple7<T0, T1, T2, T3, T4, T5, T6>> projectTuple7() {
        return project();
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7>
            SingleOutputStreamOperator<Tuple8<T0, T1, T2, T3, T4, T5, T6, T7>> projectTuple8() {
        return project();
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8>
            SingleOutputStreamOperator<Tuple9<T0, T1, T2, T3, T4, T5, T6, T7, T8>> projectTuple9() {
        return project();
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9>
            SingleOutputStreamOperator<Tuple10<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9>> projectTuple10() {
        return project();
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>
            SingleOutputStreamOperator<Tuple11<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>> projectTuple11() {
        return project();
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>
            SingleOutputStreamOperator<Tuple12<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>> projectTuple12() {
        return project();
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>
            SingleOutputStreamOperator<Tuple13<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>>
                    projectTuple13() {
        return project();
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>
            SingleOutputStreamOperator<Tuple14<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>>
                    projectTuple14() {
        return project();
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>
            SingleOutputStreamOperator<Tuple15<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>>
                    projectTuple15() {
        return project();
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>
            SingleOutputStreamOperator<Tuple16<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>>
                    projectTuple16() {
        return project();
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16>
            SingleOutputStreamOperator<
                            Tuple17<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16>>
                    projectTuple17() {
        return project();
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17>
            SingleOutputStreamOperator<
                            Tuple18<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17>>
                    projectTuple18() {
        return project();
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18>
            SingleOutputStreamOperator<
                            Tuple19<
                                    T0,
                                    T1,
                                    T2,
                                    T3,
                                    T4,
                                    T5,
                                    T6,
                                    T7,
                                    T8,
                                    T9,
                                    T10,
                                    T11,
                                    T12,
                                    T13,
                                    T14,
                                    T15,
                                    T16,
                                    T17,
                                    T18>>
                    projectTuple19() {
        return project();
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19>
            SingleOutputStreamOperator<
                            Tuple20<
                                    T0,
                                    T1,
                                    T2,
                                    T3,
                                    T4,
                                    T5,
                                    T6,
                                    T7,
                                    T8,
                                    T9,
                                    T10,
                                    T11,
                                    T12,
                                    T13,
                                    T14,
                                    T15,
                                    T16,
                                    T17,
                                    T18,
                                    T19>>
                    projectTuple20() {
        return project();
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19, T20>
            SingleOutputStreamOperator<
                            Tuple21<
                                    T0,
                                    T1,
                                    T2,
                                    T3,
                                    T4,
                                    T5,
                                    T6,
                                    T7,
                                    T8,
                                    T9,
                                    T10,
                                    T11,
                                    T12,
                                    T13,
                                    T14,
                                    T15,
                                    T16,
                                    T17,
                                    T18,
                                    T19,
                                    T20>>
                    projectTuple21() {
        return project();
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19, T20, T21>
            SingleOutputStreamOperator<
                            Tuple22<
                                    T0,
                                    T1,
                                    T2,
                                    T3,
                                    T4,
                                    T5,
                                    T6,
                                    T7,
                                    T8,
                                    T9,
                                    T10,
                                    T11,
                                    T12,
                                    T13,
                                    T14,
                                    T15,
                                    T16,
                                    T17,
                                    T18,
                                    T19,
                                    T20,
                                    T21>>
                    projectTuple22() {
        return project();
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19, T20, T21, T22>
            SingleOutputStreamOperator<
                            Tuple23<
                                    T0,
                                    T1,
                                    T2,
                                    T3,
                                    T4,
                                    T5,
                                    T6,
                                    T7,
                                    T8,
                                    T9,
                                    T10,
                                    T11,
                                    T12,
                                    T13,
                                    T14,
                                    T15,
                                    T16,
                                    T17,
                                    T18,
                                    T19,
                                    T20,
                                    T21,
                                    T22>>
                    projectTuple23() {
        return project();
    }

    public <
                    T0,
                    T1,
                    T2,
                    T3,
                    T4,
                    T5,
                    T6,
                    T7,
                    T8,
                    T9,
                    T10,
                    T11,
                    T12,
                    T13,
                    T14,
                    T15,
                    T16,
                    T17,
                    T18,
                    T19,
                    T20,
                    T21,
                    T22,
                    T23>
            SingleOutputStreamOperator<
                            Tuple24<
                                    T0,
                                    T1,
                                    T2,
                                    T3,
                                    T4,
                                    T5,
                                    T6,
                                    T7,
                                    T8,
                                    T9,
                                    T10,
                                    T11,
                                    T12,
                                    T13,
                                    T14,
                                    T15,
                                    T16,
                                    T17,
                                    T18,
                                    T19,
                                    T20,
                                    T21,
                                    T22,
                                    T23>>
                    projectTuple24() {
        return project();
    }

    public <
                    T0,
                    T1,
                    T2,
                    T3,
                    T4,
                    T5,
                    T6,
                    T7,
                    T8,
                    T9,
                    T10,
                    T11,
                    T12,
                    T13,
                    T14,
                    T15,
                    T16,
                    T17,
                    T18,
                    T19,
                    T20,
                    T21,
                    T22,
                    T23,
                    T24>
            SingleOutputStreamOperator<
                            Tuple25<
                                    T0,
                                    T1,
                                    T2,
                                    T3,
                                    T4,
                                    T5,
                                    T6,
                                    T7,
                                    T8,
                                    T9,
                                    T10,
                                    T11,
                                    T12,
                                    T13,
                                    T14,
                                    T15,
                                    T16,
                                    T17,
                                    T18,
                                    T19,
                                    T20,
                                    T21,
                                    T22,
                                    T23,
                                    T24>>
                    projectTuple25() {
        return project();
    }
}
