package io.millrace.dataset.io;

import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.types.PojoTypeInfo;
import io.millrace.dataflow.types.ResultTypeQueryable;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.InstantiationUtil;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads each line as a POJO, whose fields are named in the order of the file. */
public class PojoCsvInputFormat<OUT> extends CsvInputFormat<OUT> implements ResultTypeQueryable<OUT> {
    private static final long serialVersionUID = 1L;

    private final PojoTypeInfo<OUT> type;
    private final String[] fieldNames;
    private transient Field @Nullable [] fields;

    /** @throws IllegalArgumentException if the class has no such field, or it cannot be read from text */
    public PojoCsvInputFormat(Path filePath, PojoTypeInfo<OUT> pojoTypeInfo, String[] fieldNames) {
        super(filePath, fieldTypes(pojoTypeInfo, fieldNames));
        this.type = pojoTypeInfo;
        this.fieldNames = fieldNames.clone();
    }

    private static Class<?>[] fieldTypes(PojoTypeInfo<?> type, String[] names) {
        Class<?>[] classes = new Class<?>[names.length];
        for (int i = 0; i < names.length; i++) {
            int index = type.getFieldIndex(names[i]);
            if (index < 0) {
                throw new IllegalArgumentException("Field \"" + names[i] + "\" is not part of POJO type "
                        + type.getTypeClass().getCanonicalName() + "; it has " + Arrays.toString(type.getFieldNames()));
            }
            classes[i] = type.getTypeAt(index).getTypeClass();
        }
        return classes;
    }

    @Override
    protected OUT record(Object[] values) throws IOException {
        OUT record = InstantiationUtil.instantiate(type.getTypeClass());
        Field[] into = fields();
        try {
            for (int i = 0; i < values.length; i++) {
                into[i].set(record, values[i]);
            }
        } catch (IllegalAccessException e) {
            throw new IOException("The fields of " + type + " cannot be set: " + e.getMessage(), e);
        }
        return record;
    }

    private Field[] fields() {
        Field[] known = fields;
        if (known == null) {
            known = new Field[fieldNames.length];
            for (int i = 0; i < known.length; i++) {
                known[i] =
                        type.getPojoFieldAt(type.getFieldIndex(fieldNames[i])).getField();
                known[i].setAccessible(true);
            }
            fields = known;
        }
        return known;
    }

    @Override
    public TypeInformation<OUT> getProducedType() {
        return type;
    }
}
