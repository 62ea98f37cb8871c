package io.millrace.datastream.runtime;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichFlatMapFunction;
import io.millrace.dataflow.io.FileInputFormat;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.util.Collector;
import io.millrace.datastream.functions.source.TimestampedFileInputSplit;

/** Reads each split that comes, whole. */
public final class ReadSplits<OUT> extends RichFlatMapFunction<TimestampedFileInputSplit, OUT> {
    private static final long serialVersionUID = 1L;

    private final FileInputFormat<OUT> format;
    private final TypeInformation<OUT> type;

    @SuppressWarnings("NullAway.Init")
    private transient TypeSerializer<OUT> instances;

    public ReadSplits(FileInputFormat<OUT> format, TypeInformation<OUT> type) {
        this.format = format;
        this.type = type;
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
        instances = getRuntimeContext().createSerializer(type);
        format.setRuntimeContext(getRuntimeContext());
        format.configure(new Configuration());
        format.openInputFormat();
    }

    @Override
    public void flatMap(TimestampedFileInputSplit split, Collector<OUT> out) throws Exception {
        format.open(split);
        try {
            while (!format.reachedEnd()) {
                // A new record each: they may be kept behind.
                OUT record = format.nextRecord(instances.createInstance());
                if (record != null) {
                    out.collect(record);
                }
            }
        } finally {
            format.close();
        }
    }

    @Override
    public void close() throws Exception {
        format.closeInputFormat();
    }
}
