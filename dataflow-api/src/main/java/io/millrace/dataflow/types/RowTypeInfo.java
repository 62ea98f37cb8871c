package io.millrace.dataflow.types;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A {@link Row} of known fields. Fields may be null. */
public class RowTypeInfo extends TupleTypeInfoBase<Row> {

    private static final long serialVersionUID = 1L;

    private final String[] fieldNames;

    /** Fields named f0, f1, … */
    public RowTypeInfo(TypeInformation<?>... types) {
        this(types, defaultNames(types.length));
    }

    public RowTypeInfo(TypeInformation<?>[] types, String[] fieldNames) {
        super(Row.class, types);
        if (types.length != fieldNames.length) {
            throw new IllegalArgumentException("Number of field types and names is different: types=" + types.length
                    + ", names=" + fieldNames.length);
        }
        if (new HashSet<>(Arrays.asList(fieldNames)).size() != fieldNames.length) {
            throw new IllegalArgumentException("Field names are not unique: " + Arrays.toString(fieldNames));
        }
        this.fieldNames = fieldNames.clone();
    }

    private static String[] defaultNames(int arity) {
        String[] names = new String[arity];
        for (int i = 0; i < arity; i++) {
            names[i] = "f" + i;
        }
        return names;
    }

    @Override
    public String[] getFieldNames() {
        return fieldNames.clone();
    }

    @Override
    public int getFieldIndex(String fieldName) {
        for (int i = 0; i < fieldNames.length; i++) {
            if (fieldNames[i].equals(fieldName)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    protected InvalidFieldReferenceException noSuchField(String fieldName) {
        return new InvalidFieldReferenceException("Unable to find field \"" + fieldName + "\" in type " + this + ".");
    }

    @Override
    public Map<String, TypeInformation<?>> getGenericParameters() {
        Map<String, TypeInformation<?>> parameters = new LinkedHashMap<>();
        for (int i = 0; i < fieldNames.length; i++) {
            parameters.put(fieldNames[i], types[i]);
        }
        return parameters;
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "Row(", ")");
        for (int i = 0; i < types.length; i++) {
            text.add(fieldNames[i] + ": " + types[i]);
        }
        return text.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) && other instanceof RowTypeInfo that && Arrays.equals(fieldNames, that.fieldNames);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Arrays.hashCode(fieldNames);
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof RowTypeInfo;
    }
}
