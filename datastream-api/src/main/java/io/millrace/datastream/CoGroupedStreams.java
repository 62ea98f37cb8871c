package io.millrace.datastream;

import io.millrace.dataflow.functions.CoGroupFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.tuple.Tuple1;
import io.millrace.dataflow.types.Either;
import io.millrace.dataflow.types.EitherTypeInfo;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.datastream.runtime.WindowSides;
import io.millrace.datastream.windowing.assigners.WindowAssigner;
import io.millrace.datastream.windowing.evictors.Evictor;
import io.millrace.datastream.windowing.time.Time;
import io.millrace.datastream.windowing.triggers.Trigger;
import io.millrace.datastream.windowing.windows.Window;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Two streams whose records with equal keys meet in windows; either side of a window may be empty. */
public class CoGroupedStreams<T1, T2> {
    private final DataStream<T1> input1;
    private final DataStream<T2> input2;

    public CoGroupedStreams(DataStream<T1> input1, DataStream<T2> input2) {
        this.input1 = Objects.requireNonNull(input1);
        this.input2 = Objects.requireNonNull(input2);
    }

    /** The key of the first stream. */
    public <KEY> Where<KEY> where(KeySelector<T1, KEY> keySelector) {
        return where(keySelector, OutputTypes.of(keySelector, KeySelector.class, 1, input1.getType()));
    }

    public <KEY> Where<KEY> where(KeySelector<T1, KEY> keySelector, TypeInformation<KEY> keyType) {
        return new Where<>(input1.getExecutionEnvironment().clean(keySelector), keyType);
    }

    /** A coGroup that lacks the second key. */
    public class Where<KEY> {
        private final KeySelector<T1, KEY> keySelector1;
        private final TypeInformation<KEY> keyType;

        Where(KeySelector<T1, KEY> keySelector1, TypeInformation<KEY> keyType) {
            this.keySelector1 = keySelector1;
            this.keyType = keyType;
        }

        /** The key of the second stream, of the first key's type. */
        public EqualTo equalTo(KeySelector<T2, KEY> keySelector) {
            return equalTo(keySelector, OutputTypes.of(keySelector, KeySelector.class, 1, input2.getType()));
        }

        /** @throws IllegalArgumentException if the types of the keys are known to differ */
        public EqualTo equalTo(KeySelector<T2, KEY> keySelector, TypeInformation<KEY> otherKeyType) {
            JoinKeys.check(keyType, otherKeyType);
            return new EqualTo(input1.getExecutionEnvironment().clean(keySelector));
        }

        /** A coGroup that lacks its windows. */
        public class EqualTo {
            private final KeySelector<T2, KEY> keySelector2;

            EqualTo(KeySelector<T2, KEY> keySelector2) {
                this.keySelector2 = keySelector2;
            }

            public <W extends Window> WithWindow<T1, T2, KEY, W> window(
                    WindowAssigner<? super TaggedUnion<T1, T2>, W> assigner) {
                return new WithWindow<>(input1, input2, keySelector1, keySelector2, keyType, assigner);
            }
        }
    }

    /** A coGroup that lacks its function. */
    public static class WithWindow<T1, T2, KEY, W extends Window> {
        private final DataStream<T1> input1;
        private final DataStream<T2> input2;
        private final WindowedStream<TaggedUnion<T1, T2>, KEY, W> windows;

        WithWindow(
                DataStream<T1> input1,
                DataStream<T2> input2,
                KeySelector<T1, KEY> keySelector1,
                KeySelector<T2, KEY> keySelector2,
                TypeInformation<KEY> keyType,
                WindowAssigner<? super TaggedUnion<T1, T2>, W> assigner) {
            this.input1 = input1;
            this.input2 = input2;
            TypeInformation<TaggedUnion<T1, T2>> type = TaggedUnion.typeOf(input1.getType(), input2.getType());
            DataStream<TaggedUnion<T1, T2>> both = tagged(input1, TaggedUnion::<T1, T2>one, type)
                    .union(tagged(input2, TaggedUnion::<T1, T2>two, type));
            this.windows = both.keyBy(new WindowSides.UnionKey<>(keySelector1, keySelector2), keyType)
                    .window(assigner);
        }

        private static <T, U> DataStream<U> tagged(
                DataStream<T> input, io.millrace.dataflow.functions.MapFunction<T, U> tag, TypeInformation<U> type) {
            return input.map(tag, type).setParallelism(input.getParallelism()).name("Tag");
        }

        /** In place of the assigner's default trigger. */
        public WithWindow<T1, T2, KEY, W> trigger(Trigger<? super TaggedUnion<T1, T2>, ? super W> newTrigger) {
            windows.trigger(newTrigger);
            return this;
        }

        /** Takes elements out when a window fires. */
        public WithWindow<T1, T2, KEY, W> evictor(Evictor<? super TaggedUnion<T1, T2>, ? super W> newEvictor) {
            windows.evictor(newEvictor);
            return this;
        }

        /** How long after its end a window still takes elements. */
        public WithWindow<T1, T2, KEY, W> allowedLateness(@Nullable Duration newLateness) {
            if (newLateness != null) {
                windows.allowedLateness(newLateness);
            }
            return this;
        }

        @Deprecated
        public WithWindow<T1, T2, KEY, W> allowedLateness(Time newLateness) {
            return allowedLateness(newLateness.toDuration());
        }

        /** Calls {@code function} once per key and window. */
        public <T> SingleOutputStreamOperator<T> apply(CoGroupFunction<T1, T2, T> function) {
            return apply(
                    function, OutputTypes.of(function, CoGroupFunction.class, 2, input1.getType(), input2.getType()));
        }

        public <T> SingleOutputStreamOperator<T> apply(
                CoGroupFunction<T1, T2, T> function, TypeInformation<T> resultType) {
            CoGroupFunction<T1, T2, T> cleaned =
                    input1.getExecutionEnvironment().clean(function);
            return windows.apply(new WindowSides.CoGroupWindow<>(cleaned), resultType);
        }

        @Deprecated
        public <T> SingleOutputStreamOperator<T> with(CoGroupFunction<T1, T2, T> function) {
            return apply(function);
        }
    }

    /** A record of either stream. Windows, triggers and evictors of coGroups and joins see records as these. */
    public static final class TaggedUnion<T1, T2> extends Tuple1<Either<T1, T2>> {
        private static final long serialVersionUID = 1L;

        /** For serialisers. */
        public TaggedUnion() {}

        private TaggedUnion(Either<T1, T2> record) {
            super(record);
        }

        public static <T1, T2> TaggedUnion<T1, T2> one(T1 one) {
            return new TaggedUnion<>(Either.Left(one));
        }

        public static <T1, T2> TaggedUnion<T1, T2> two(T2 two) {
            return new TaggedUnion<>(Either.Right(two));
        }

        @SuppressWarnings("unchecked")
        static <T1, T2> TypeInformation<TaggedUnion<T1, T2>> typeOf(TypeInformation<T1> one, TypeInformation<T2> two) {
            return new TupleTypeInfo<>(
                    (Class<TaggedUnion<T1, T2>>) (Class<?>) TaggedUnion.class, new EitherTypeInfo<>(one, two));
        }

        public boolean isOne() {
            return f0.isLeft();
        }

        public boolean isTwo() {
            return f0.isRight();
        }

        /** The first stream's record; null if it is the second's. */
        public @Nullable T1 getOne() {
            return f0.isLeft() ? f0.left() : null;
        }

        /** The second stream's record; null if it is the first's. */
        public @Nullable T2 getTwo() {
            return f0.isRight() ? f0.right() : null;
        }
    }
}
