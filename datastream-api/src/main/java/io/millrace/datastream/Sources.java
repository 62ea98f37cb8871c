package io.millrace.datastream;

import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.FileInputFormat;
import io.millrace.dataflow.io.InputFormat;
import io.millrace.dataflow.io.InputSplit;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.datastream.functions.source.ContinuousFileMonitoringFunction;
import io.millrace.datastream.functions.source.FileProcessingMode;
import io.millrace.datastream.functions.source.ParallelSourceFunction;
import io.millrace.datastream.functions.source.SourceFunction;
import io.millrace.datastream.functions.source.TimestampedFileInputSplit;
import io.millrace.datastream.plan.OperatorStep;
import io.millrace.datastream.plan.StepFactory;
import io.millrace.datastream.runtime.LineInputFormat;
import io.millrace.datastream.runtime.ReadSplits;
import io.millrace.datastream.runtime.SourceCoordinatorFactory;
import io.millrace.datastream.runtime.SourceFunctionFactory;
import io.millrace.datastream.runtime.SourceReaderOperatorFactory;
import io.millrace.datastream.source.Boundedness;
import io.millrace.datastream.source.Source;
import io.millrace.datastream.source.SourceSplit;
import io.millrace.operators.source.CollectionSourceFactory;
import io.millrace.operators.source.InputFormatCoordinatorFactory;
import io.millrace.operators.source.InputFormatSourceFactory;
import io.millrace.operators.source.SequenceSourceFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Makes the source streams of an environment. */
final class Sources {
    private Sources() {}

    static <T> DataStreamSource<T> elements(
            StreamExecutionEnvironment env, Collection<T> data, TypeInformation<T> type) {
        for (T element : data) {
            if (element == null) {
                throw new IllegalArgumentException("The collection contains a null element");
            }
        }
        List<T> elements = new ArrayList<>(data);
        OperatorStep<T> step = new OperatorStep<>(
                "Collection Source",
                type,
                List.of(),
                context -> CollectionSourceFactory.of(
                        elements, type, context.config().getSerializerConfig()));
        return nonParallel(env, step);
    }

    static DataStreamSource<Long> sequence(StreamExecutionEnvironment env, long from, long to) {
        if (from > to) {
            throw new IllegalArgumentException("'from' must be <= 'to': from=" + from + ", to=" + to);
        }
        SequenceSourceFactory factory = new SequenceSourceFactory(from, to);
        return new DataStreamSource<>(
                env, new OperatorStep<>("Sequence Source", Types.LONG, List.of(), context -> factory));
    }

    static DataStreamSource<String> textFile(StreamExecutionEnvironment env, String path, String charset) {
        LineInputFormat format = new LineInputFormat(new Path(path), charset);
        return inputFormat(env, format, Types.STRING, "Text File Source");
    }

    static <T> DataStreamSource<T> inputFormat(
            StreamExecutionEnvironment env, InputFormat<T, ?> format, TypeInformation<T> type, String name) {
        return new DataStreamSource<>(env, inputFormatStep(format, type, name));
    }

    private static <T, S extends InputSplit> OperatorStep<T> inputFormatStep(
            InputFormat<T, S> format, TypeInformation<T> type, String name) {
        StepFactory factory = StepFactory.with(
                context -> new InputFormatSourceFactory<>(format, type),
                context -> new InputFormatCoordinatorFactory<>(format));
        return new OperatorStep<>(name, type, List.of(), factory);
    }

    /** Splits of new and changed files, found by one instance and read by many. */
    static <T> DataStreamSource<T> watchedFiles(
            StreamExecutionEnvironment env, FileInputFormat<T> format, long intervalMs, TypeInformation<T> type) {
        SourceFunction<TimestampedFileInputSplit> watch = new ContinuousFileMonitoringFunction<>(
                env.clean(format), FileProcessingMode.PROCESS_CONTINUOUSLY, env.getParallelism(), intervalMs);
        return new DataStreamSource<>(
                env,
                function(env, watch, "Watched files", TypeInformation.of(TimestampedFileInputSplit.class), true)
                        .rebalance()
                        .flatMap(new ReadSplits<>(format, type), type)
                        .name("Split Reader")
                        .step());
    }

    static <T> DataStreamSource<T> function(
            StreamExecutionEnvironment env,
            SourceFunction<T> function,
            String name,
            TypeInformation<T> type,
            boolean unbounded) {
        env.clean(function);
        OperatorStep<T> step = new OperatorStep<>(
                name, type, List.of(), context -> new SourceFunctionFactory<>(function, context.batch()));
        if (unbounded) {
            step.markUnbounded();
        }
        return function instanceof ParallelSourceFunction ? new DataStreamSource<>(env, step) : nonParallel(env, step);
    }

    static <T> DataStreamSource<T> source(
            StreamExecutionEnvironment env,
            Source<T, ?, ?> source,
            WatermarkStrategy<T> strategy,
            String name,
            TypeInformation<T> type) {
        env.clean(source);
        env.clean(strategy);
        return new DataStreamSource<>(env, sourceStep(source, strategy, name, type));
    }

    private static <T, S extends SourceSplit, C> OperatorStep<T> sourceStep(
            Source<T, S, C> source, WatermarkStrategy<T> strategy, String name, TypeInformation<T> type) {
        StepFactory factory = StepFactory.with(
                context -> new SourceReaderOperatorFactory<>(source, strategy, context.batch()),
                context -> new SourceCoordinatorFactory<>(source));
        OperatorStep<T> step = new OperatorStep<>("Source: " + name, type, List.of(), factory);
        if (source.getBoundedness() == Boundedness.CONTINUOUS_UNBOUNDED) {
            step.markUnbounded();
        }
        return step;
    }

    private static <T> DataStreamSource<T> nonParallel(StreamExecutionEnvironment env, OperatorStep<T> step) {
        step.forceNonParallel();
        return new DataStreamSource<>(env, step);
    }
}
