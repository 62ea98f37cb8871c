package io.millrace.dataset.io;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.io.BinaryOutputFormat;
import io.millrace.dataflow.types.InputTypeConfigurable;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes binary files of records by the serialiser of their type. {@link TypeSerializerInputFormat} reads them. */
public class TypeSerializerOutputFormat<T> extends BinaryOutputFormat<T> implements InputTypeConfigurable {
    private static final long serialVersionUID = 1L;

    private @Nullable TypeSerializer<T> serializer;

    public void setSerializer(TypeSerializer<T> serializer) {
        this.serializer = serializer;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void setInputType(TypeInformation<?> type, ExecutionConfig executionConfig) {
        serializer = (TypeSerializer<T>) type.createSerializer(executionConfig.getSerializerConfig());
    }

    @Override
    protected void serialize(T record, DataOutput dataOutput) throws IOException {
        TypeSerializer<T> known = serializer;
        if (known == null) {
            throw new IllegalStateException("TypeSerializerOutputFormat does not know the type of its records:"
                    + " use it as the output of a data set or stream, or call setSerializer.");
        }
        known.serialize(record, dataOutput);
    }
}
