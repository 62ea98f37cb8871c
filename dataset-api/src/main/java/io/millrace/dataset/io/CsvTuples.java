package io.millrace.dataset.io;

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
import io.millrace.dataset.operators.DataSource;

/** The tuples of each size that {@link CsvReader} can read lines as; the first fields of a line, unless it is told others. */
abstract class CsvTuples {
    abstract <T extends Tuple> DataSource<T> tuples(Class<?>... fields);

    public <T0> DataSource<Tuple1<T0>> types(Class<T0> type0) {
        return tuples(type0);
    }

    public <T0, T1> DataSource<Tuple2<T0, T1>> types(Class<T0> type0, Class<T1> type1) {
        return tuples(type0, type1);
    }

    public <T0, T1, T2> DataSource<Tuple3<T0, T1, T2>> types(Class<T0> type0, Class<T1> type1, Class<T2> type2) {
        return tuples(type0, type1, type2);
    }

    public <T0, T1, T2, T3> DataSource<Tuple4<T0, T1, T2, T3>> types(
            Class<T0> type0, Class<T1> type1, Class<T2> type2, Class<T3> type3) {
        return tuples(type0, type1, type2, type3);
    }

    public <T0, T1, T2, T3, T4> DataSource<Tuple5<T0, T1, T2, T3, T4>> types(
            Class<T0> type0, Class<T1> type1, Class<T2> type2, Class<T3> type3, Class<T4> type4) {
        return tuples(type0, type1, type2, type3, type4);
    }

    public <T0, T1, T2, T3, T4, T5> DataSource<Tuple6<T0, T1, T2, T3, T4, T5>> types(
            Class<T0> type0, Class<T1> type1, Class<T2> type2, Class<T3> type3, Class<T4> type4, Class<T5> type5) {
        return tuples(type0, type1, type2, type3, type4, type5);
    }

    public <T0, T1, T2, T3, T4, T5, T6> DataSource<Tuple7<T0, T1, T2, T3, T4, T5, T6>> types(
            Class<T0> type0,
            Class<T1> type1,
            Class<T2> type2,
            Class<T3> type3,
            Class<T4> type4,
            Class<T5> type5,
            Class<T6> type6) {
        return tuples(type0, type1, type2, type3, type4, type5, type6);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7> DataSource<Tuple8<T0, T1, T2, T3, T4, T5, T6, T7>> types(
            Class<T0> type0,
            Class<T1> type1,
            Class<T2> type2,
            Class<T3> type3,
            Class<T4> type4,
            Class<T5> type5,
            Class<T6> type6,
            Class<T7> type7) {
        return tuples(type0, type1, type2, type3, type4, type5, type6, type7);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8> DataSource<Tuple9<T0, T1, T2, T3, T4, T5, T6, T7, T8>> types(
            Class<T0> type0,
            Class<T1> type1,
            Class<T2> type2,
            Class<T3> type3,
            Class<T4> type4,
            Class<T5> type5,
            Class<T6> type6,
            Class<T7> type7,
            Class<T8> type8) {
        return tuples(type0, type1, type2, type3, type4, type5, type6, type7, type8);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9> DataSource<Tuple10<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9>> types(
            Class<T0> type0,
            Class<T1> type1,
            Class<T2> type2,
            Class<T3> type3,
            Class<T4> type4,
            Class<T5> type5,
            Class<T6> type6,
            Class<T7> type7,
            Class<T8> type8,
            Class<T9> type9) {
        return tuples(type0, type1, type2, type3, type4, type5, type6, type7, type8, type9);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>
            DataSource<Tuple11<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>> types(
                    Class<T0> type0,
                    Class<T1> type1,
                    Class<T2> type2,
                    Class<T3> type3,
                    Class<T4> type4,
                    Class<T5> type5,
                    Class<T6> type6,
                    Class<T7> type7,
                    Class<T8> type8,
                    Class<T9> type9,
                    Class<T10> type10) {
        return tuples(type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>
            DataSource<Tuple12<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>> types(
                    Class<T0> type0,
                    Class<T1> type1,
                    Class<T2> type2,
                    Class<T3> type3,
                    Class<T4> type4,
                    Class<T5> type5,
                    Class<T6> type6,
                    Class<T7> type7,
                    Class<T8> type8,
                    Class<T9> type9,
                    Class<T10> type10,
                    Class<T11> type11) {
        return tuples(type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>
            DataSource<Tuple13<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>> types(
                    Class<T0> type0,
                    Class<T1> type1,
                    Class<T2> type2,
                    Class<T3> type3,
                    Class<T4> type4,
                    Class<T5> type5,
                    Class<T6> type6,
                    Class<T7> type7,
                    Class<T8> type8,
                    Class<T9> type9,
                    Class<T10> type10,
                    Class<T11> type11,
                    Class<T12> type12) {
        return tuples(type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>
            DataSource<Tuple14<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>> types(
                    Class<T0> type0,
                    Class<T1> type1,
                    Class<T2> type2,
                    Class<T3> type3,
                    Class<T4> type4,
                    Class<T5> type5,
                    Class<T6> type6,
                    Class<T7> type7,
                    Class<T8> type8,
                    Class<T9> type9,
                    Class<T10> type10,
                    Class<T11> type11,
                    Class<T12> type12,
                    Class<T13> type13) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>
            DataSource<Tuple15<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>> types(
                    Class<T0> type0,
                    Class<T1> type1,
                    Class<T2> type2,
                    Class<T3> type3,
                    Class<T4> type4,
                    Class<T5> type5,
                    Class<T6> type6,
                    Class<T7> type7,
                    Class<T8> type8,
                    Class<T9> type9,
                    Class<T10> type10,
                    Class<T11> type11,
                    Class<T12> type12,
                    Class<T13> type13,
                    Class<T14> type14) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13,
                type14);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>
            DataSource<Tuple16<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>> types(
                    Class<T0> type0,
                    Class<T1> type1,
                    Class<T2> type2,
                    Class<T3> type3,
                    Class<T4> type4,
                    Class<T5> type5,
                    Class<T6> type6,
                    Class<T7> type7,
                    Class<T8> type8,
                    Class<T9> type9,
                    Class<T10> type10,
                    Class<T11> type11,
                    Class<T12> type12,
                    Class<T13> type13,
                    Class<T14> type14,
                    Class<T15> type15) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13,
                type14, type15);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16>
            DataSource<Tuple17<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16>> types(
                    Class<T0> type0,
                    Class<T1> type1,
                    Class<T2> type2,
                    Class<T3> type3,
                    Class<T4> type4,
                    Class<T5> type5,
                    Class<T6> type6,
                    Class<T7> type7,
                    Class<T8> type8,
                    Class<T9> type9,
                    Class<T10> type10,
                    Class<T11> type11,
                    Class<T12> type12,
                    Class<T13> type13,
                    Class<T14> type14,
                    Class<T15> type15,
                    Class<T16> type16) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13,
                type14, type15, type16);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17>
            DataSource<Tuple18<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17>> types(
                    Class<T0> type0,
                    Class<T1> type1,
                    Class<T2> type2,
                    Class<T3> type3,
                    Class<T4> type4,
                    Class<T5> type5,
                    Class<T6> type6,
                    Class<T7> type7,
                    Class<T8> type8,
                    Class<T9> type9,
                    Class<T10> type10,
                    Class<T11> type11,
                    Class<T12> type12,
                    Class<T13> type13,
                    Class<T14> type14,
                    Class<T15> type15,
                    Class<T16> type16,
                    Class<T17> type17) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13,
                type14, type15, type16, type17);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18>
            DataSource<Tuple19<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18>>
                    types(
                            Class<T0> type0,
                            Class<T1> type1,
                            Class<T2> type2,
                            Class<T3> type3,
                            Class<T4> type4,
                            Class<T5> type5,
                            Class<T6> type6,
                            Class<T7> type7,
                            Class<T8> type8,
                            Class<T9> type9,
                            Class<T10> type10,
                            Class<T11> type11,
                            Class<T12> type12,
                            Class<T13> type13,
                            Class<T14> type14,
                            Class<T15> type15,
                            Class<T16> type16,
                            Class<T17> type17,
                            Class<T18> type18) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13,
                type14, type15, type16, type17, type18);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19>
            DataSource<
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
                    types(
                            Class<T0> type0,
                            Class<T1> type1,
                            Class<T2> type2,
                            Class<T3> type3,
                            Class<T4> type4,
                            Class<T5> type5,
                            Class<T6> type6,
                            Class<T7> type7,
                            Class<T8> type8,
                            Class<T9> type9,
                            Class<T10> type10,
                            Class<T11> type11,
                            Class<T12> type12,
                            Class<T13> type13,
                            Class<T14> type14,
                            Class<T15> type15,
                            Class<T16> type16,
                            Class<T17> type17,
                            Class<T18> type18,
                            Class<T19> type19) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13,
                type14, type15, type16, type17, type18, type19);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19, T20>
            DataSource<
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
                    types(
                            Class<T0> type0,
                            Class<T1> type1,
                            Class<T2> type2,
                            Class<T3> type3,
                            Class<T4> type4,
                            Class<T5> type5,
                            Class<T6> type6,
                            Class<T7> type7,
                            Class<T8> type8,
                            Class<T9> type9,
                            Class<T10> type10,
                            Class<T11> type11,
                            Class<T12> type12,
                            Class<T13> type13,
                            Class<T14> type14,
                            Class<T15> type15,
                            Class<T16> type16,
                            Class<T17> type17,
                            Class<T18> type18,
                            Class<T19> type19,
                            Class<T20> type20) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13,
                type14, type15, type16, type17, type18, type19, type20);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19, T20, T21>
            DataSource<
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
                    types(
                            Class<T0> type0,
                            Class<T1> type1,
                            Class<T2> type2,
                            Class<T3> type3,
                            Class<T4> type4,
                            Class<T5> type5,
                            Class<T6> type6,
                            Class<T7> type7,
                            Class<T8> type8,
                            Class<T9> type9,
                            Class<T10> type10,
                            Class<T11> type11,
                            Class<T12> type12,
                            Class<T13> type13,
                            Class<T14> type14,
                            Class<T15> type15,
                            Class<T16> type16,
                            Class<T17> type17,
                            Class<T18> type18,
                            Class<T19> type19,
                            Class<T20> type20,
                            Class<T21> type21) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13,
                type14, type15, type16, type17, type18, type19, type20, type21);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19, T20, T21, T22>
            DataSource<
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
                    types(
                            Class<T0> type0,
                            Class<T1> type1,
                            Class<T2> type2,
                            Class<T3> type3,
                            Class<T4> type4,
                            Class<T5> type5,
                            Class<T6> type6,
                            Class<T7> type7,
                            Class<T8> type8,
                            Class<T9> type9,
                            Class<T10> type10,
                            Class<T11> type11,
                            Class<T12> type12,
                            Class<T13> type13,
                            Class<T14> type14,
                            Class<T15> type15,
                            Class<T16> type16,
                            Class<T17> type17,
                            Class<T18> type18,
                            Class<T19> type19,
                            Class<T20> type20,
                            Class<T21> type21,
                            Class<T22> type22) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13,
                type14, type15, type16, type17, type18, type19, type20, type21, type22);
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
            DataSource<
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
                    types(
                            Class<T0> type0,
                            Class<T1> type1,
                            Class<T2> type2,
                            Class<T3> type3,
                            Class<T4> type4,
                            Class<T5> type5,
                            Class<T6> type6,
                            Class<T7> type7,
                            Class<T8> type8,
                            Class<T9> type9,
                            Class<T10> type10,
                            Class<T11> type11,
                            Class<T12> type12,
                            Class<T13> type13,
                            Class<T14> type14,
                            Class<T15> type15,
                            Class<T16> type16,
                            Class<T17> type17,
                            Class<T18> type18,
                            Class<T19> type19,
                            Class<T20> type20,
                            Class<T21> type21,
                            Class<T22> type22,
                            Class<T23> type23) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13,
                type14, type15, type16, type17, type18, type19, type20, type21, type22, type23);
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
            DataSource<
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
                    types(
                            Class<T0> type0,
                            Class<T1> type1,
                            Class<T2> type2,
                            Class<T3> type3,
                            Class<T4> type4,
                            Class<T5> type5,
                            Class<T6> type6,
                            Class<T7> type7,
                            Class<T8> type8,
                            Class<T9> type9,
                            Class<T10> type10,
                            Class<T11> type11,
                            Class<T12> type12,
                            Class<T13> type13,
                            Class<T14> type14,
                            Class<T15> type15,
                            Class<T16> type16,
                            Class<T17> type17,
                            Class<T18> type18,
                            Class<T19> type19,
                            Class<T20> type20,
                            Class<T21> type21,
                            Class<T22> type22,
                            Class<T23> type23,
                            Class<T24> type24) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13,
                type14, type15, type16, type17, type18, type19, type20, type21, type22, type23, type24);
    }
}
