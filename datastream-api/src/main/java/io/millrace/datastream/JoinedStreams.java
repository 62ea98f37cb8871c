package io.millrace.datastream;

import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.JoinFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.datastream.CoGroupedStreams.TaggedUnion;
import io.millrace.datastream.runtime.WindowSides;
import io.millrace.datastream.windowing.assigners.WindowAssigner;
import io.millrace.datastream.windowing.evictors.Evictor;
import io.millrace.datastream.windowing.time.Time;
import io.millrace.datastream.windowing.triggers.Trigger;
import io.millrace.datastream.windowing.windows.Window;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Two streams of which each pair of records with equal keys in one window is joined. */
public class JoinedStreams<T1, T2> {
    private final DataStream<T1> input1;
    private final DataStream<T2> input2;
    private final CoGroupedStreams<T1, T2> coGrouped;

    public JoinedStreams(DataStream<T1> input1, DataStream<T2> input2) {
        this.input1 = input1;
        this.input2 = input2;
        this.coGrouped = new CoGroupedStreams<>(input1, input2);
    }

    /** The key of the first stream. */
    public <KEY> Where<KEY> where(KeySelector<T1, KEY> keySelector) {
        return new Where<>(coGrouped.where(keySelector));
    }

    public <KEY> Where<KEY> where(KeySelector<T1, KEY> keySelector, TypeInformation<KEY> keyType) {
        return new Where<>(coGrouped.where(keySelector, keyType));
    }

    /** A join that lacks the second key. */
    public class Where<KEY> {
        private final CoGroupedStreams<T1, T2>.Where<KEY> coGroup;

        Where(CoGroupedStreams<T1, T2>.Where<KEY> coGroup) {
            this.coGroup = coGroup;
        }

        /** The key of the second stream, of the first key's type. */
        public EqualTo equalTo(KeySelector<T2, KEY> keySelector) {
            return new EqualTo(coGroup.equalTo(keySelector));
        }

        /** @throws IllegalArgumentException if the types of the keys are known to differ */
        public EqualTo equalTo(KeySelector<T2, KEY> keySelector, TypeInformation<KEY> keyType) {
            return new EqualTo(coGroup.equalTo(keySelector, keyType));
        }

        /** A join that lacks its windows. */
        public class EqualTo {
            private final CoGroupedStreams<T1, T2>.Where<KEY>.EqualTo coGroup;

            EqualTo(CoGroupedStreams<T1, T2>.Where<KEY>.EqualTo coGroup) {
                this.coGroup = coGroup;
            }

            public <W extends Window> WithWindow<T1, T2, KEY, W> window(
                    WindowAssigner<? super TaggedUnion<T1, T2>, W> assigner) {
                return new WithWindow<>(input1, input2, coGroup.window(assigner));
            }
        }
    }

    /** A join that lacks its function. */
    public static class WithWindow<T1, T2, KEY, W extends Window> {
        private final DataStream<T1> input1;
        private final DataStream<T2> input2;
        private final CoGroupedStreams.WithWindow<T1, T2, KEY, W> coGroup;

        WithWindow(DataStream<T1> input1, DataStream<T2> input2, CoGroupedStreams.WithWindow<T1, T2, KEY, W> coGroup) {
            this.input1 = input1;
            this.input2 = input2;
            this.coGroup = coGroup;
        }

        /** In place of the assigner's default trigger. */
        public WithWindow<T1, T2, KEY, W> trigger(Trigger<? super TaggedUnion<T1, T2>, ? super W> newTrigger) {
            coGroup.trigger(newTrigger);
            return this;
        }

        /** Takes elements out when a window fires. */
        public WithWindow<T1, T2, KEY, W> evictor(Evictor<? super TaggedUnion<T1, T2>, ? super W> newEvictor) {
            coGroup.evictor(newEvictor);
            return this;
        }

        /** How long after its end a window still takes elements. */
        public WithWindow<T1, T2, KEY, W> allowedLateness(@Nullable Duration newLateness) {
            coGroup.allowedLateness(newLateness);
            return this;
        }

        @Deprecated
        public WithWindow<T1, T2, KEY, W> allowedLateness(Time newLateness) {
            return allowedLateness(newLateness.toDuration());
        }

        /** Calls {@code function} for each pair; it gives one result. */
        public <T> SingleOutputStreamOperator<T> apply(JoinFunction<T1, T2, T> function) {
            return apply(function, OutputTypes.of(function, JoinFunction.class, 2, input1.getType(), input2.getType()));
        }

        public <T> SingleOutputStreamOperator<T> apply(
                JoinFunction<T1, T2, T> function, TypeInformation<T> resultType) {
            return coGroup.apply(
                    new WindowSides.EachPair<>(input1.getExecutionEnvironment().clean(function)), resultType);
        }

        /** Calls {@code function} for each pair; it emits any number of results. */
        public <T> SingleOutputStreamOperator<T> apply(FlatJoinFunction<T1, T2, T> function) {
            return apply(
                    function, OutputTypes.of(function, FlatJoinFunction.class, 2, input1.getType(), input2.getType()));
        }

        public <T> SingleOutputStreamOperator<T> apply(
                FlatJoinFunction<T1, T2, T> function, TypeInformation<T> resultType) {
            return coGroup.apply(
                    new WindowSides.EachPair<>(input1.getExecutionEnvironment().clean(function)), resultType);
        }

        @Deprecated
        public <T> SingleOutputStreamOperator<T> with(JoinFunction<T1, T2, T> function) {
            return apply(function);
        }

        @Deprecated
        public <T> SingleOutputStreamOperator<T> with(FlatJoinFunction<T1, T2, T> function) {
            return apply(function);
        }
    }
}
