package io.millrace.dataset.io;

import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.ResultTypeQueryable;
import io.millrace.dataflow.types.TupleTypeInfoBase;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.InstantiationUtil;

/** Reads each line as a tuple, or as a subclass of one. */
public class TupleCsvInputFormat<OUT extends Tuple> extends CsvInputFormat<OUT> implements ResultTypeQueryable<OUT> {
    private static final long serialVersionUID = 1L;

    private final TupleTypeInfoBase<OUT> type;

    public TupleCsvInputFormat(Path filePath, TupleTypeInfoBase<OUT> tupleTypeInfo) {
        super(filePath, fieldTypes(tupleTypeInfo));
        this.type = tupleTypeInfo;
    }

    public TupleCsvInputFormat(
            Path filePath, String lineDelimiter, String fieldDelimiter, TupleTypeInfoBase<OUT> tupleTypeInfo) {
        this(filePath, tupleTypeInfo);
        setDelimiter(lineDelimiter);
        setFieldDelimiter(fieldDelimiter);
    }

    private static Class<?>[] fieldTypes(TupleTypeInfoBase<?> type) {
        Class<?>[] classes = new Class<?>[type.getArity()];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = type.getTypeAt(i).getTypeClass();
        }
        return classes;
    }

    @Override
    protected OUT record(Object[] fields) {
        OUT tuple = InstantiationUtil.instantiate(type.getTypeClass());
        for (int i = 0; i < fields.length; i++) {
            tuple.setField(fields[i], i);
        }
        return tuple;
    }

    @Override
    public TypeInformation<OUT> getProducedType() {
        return type;
    }
}
