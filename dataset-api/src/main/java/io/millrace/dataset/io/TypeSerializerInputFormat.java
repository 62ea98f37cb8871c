package io.millrace.dataset.io;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.io.BinaryInputFormat;
import io.millrace.dataflow.types.ResultTypeQueryable;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.DataInput;
import java.io.IOException;

/** Reads binary files of records that {@link TypeSerializerOutputFormat} wrote for the same type. */
public class TypeSerializerInputFormat<T> extends BinaryInputFormat<T> implements ResultTypeQueryable<T> {
    private static final long serialVersionUID = 1L;

    private final TypeInformation<T> resultType;
    private final TypeSerializer<T> serializer;

    public TypeSerializerInputFormat(TypeInformation<T> resultType) {
        this.resultType = resultType;
        this.serializer = resultType.createSerializer(new ExecutionConfig().getSerializerConfig());
    }

    @Override
    protected T deserialize(T reuse, DataInput dataInput) throws IOException {
        return serializer.deserialize(dataInput);
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return resultType;
    }
}
