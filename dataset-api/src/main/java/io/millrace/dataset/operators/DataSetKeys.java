package io.millrace.dataset.operators;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.Partitioner;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.tuple.Tuple1;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.aggregation.Aggregations;
import io.millrace.dataset.aggregation.UnsupportedAggregationTypeException;
import io.millrace.dataset.plan.Key;
import io.millrace.dataset.plan.KeyComparator;
import io.millrace.types.key.Arithmetic;
import io.millrace.types.key.FieldKeys;
import io.millrace.types.key.FieldOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Keys and orders as programs write them, checked against what is known of the records' type. */
public final class DataSetKeys {
    private DataSetKeys() {}

    public static <T> Key positions(TypeInformation<T> type, int... fields) {
        return of(FieldKeys.of(type, fields), Arrays.toString(fields));
    }

    public static <T> Key expressions(TypeInformation<T> type, String... fields) {
        return of(FieldKeys.of(type, fields), Arrays.toString(fields));
    }

    /** The whole record as key. */
    public static <T> Key whole(TypeInformation<T> type) {
        return of(FieldKeys.allFields(type), "[*]");
    }

    public static <T, K> Key selector(TypeInformation<T> type, KeySelector<T, K> selector) {
        TypeInformation<K> keyType = OutputTypes.of(selector, KeySelector.class, 1, type);
        if (!keyType.isKeyType()) {
            throw new InvalidProgramException(
                    "Return type " + keyType + " of KeySelector " + selector.getClass() + " is not a valid key type");
        }
        return new Key(selector, keyType, List.of(flatFields(keyType)), List.of(), "KeySelector");
    }

    private static Key of(FieldKeys<?> fields, String description) {
        return new Key(fields.selector(), fields.keyType(), fields.widths(), fields.names(), description);
    }

    public static <T> Comparator<T> sortField(TypeInformation<T> type, int field, Order order) {
        return FieldOrder.by(type, field, order);
    }

    public static <T> Comparator<T> sortField(TypeInformation<T> type, String field, Order order) {
        return FieldOrder.by(type, field, order);
    }

    public static <T, K> Comparator<T> sortField(TypeInformation<T> type, KeySelector<T, K> selector, Order order) {
        TypeInformation<K> keyType = OutputTypes.of(selector, KeySelector.class, 1, type);
        if (!keyType.isSortKeyType()) {
            throw new InvalidProgramException("Selected sort key is not a sortable type: " + keyType);
        }
        return new KeyComparator<>(selector, keyType, order);
    }

    private static int flatFields(TypeInformation<?> type) {
        return type instanceof TupleTypeInfo ? type.getTotalFields() : 1;
    }

    /** Both keys of a join, or of another operation on two inputs, in a form in which they can be equal. */
    record Pair(Key left, Key right) {
        /** @throws InvalidProgramException if they are known to be of different types */
        static Pair of(Key left, Key right) {
            if (left.size() != right.size()) {
                throw new InvalidProgramException("The number of specified keys is different: the left key is "
                        + left.description() + ", the right key " + right.description() + ".");
            }
            Key plainLeft = right.type() instanceof TupleTypeInfo ? left : withoutTuple(left);
            Key plainRight = left.type() instanceof TupleTypeInfo ? right : withoutTuple(right);
            boolean known = !LateBoundTypeInfo.isIn(plainLeft.type()) && !LateBoundTypeInfo.isIn(plainRight.type());
            if (known && !plainLeft.type().equals(plainRight.type())) {
                throw new InvalidProgramException(
                        "The pair of join keys are not compatible with each other: the left key is of type "
                                + left.type() + ", the right key of type " + right.type() + ".");
            }
            return new Pair(plainLeft, plainRight);
        }
    }

    /** A selector's tuple of one field is equal to that field where the other side's key is no tuple. */
    @SuppressWarnings("unchecked") // the type says what the selector gives
    private static Key withoutTuple(Key key) {
        if (!(key.type() instanceof TupleTypeInfo<?> tuple) || tuple.getArity() != 1) {
            return key;
        }
        KeySelector<Object, Tuple1<?>> selector = (KeySelector<Object, Tuple1<?>>) key.selector();
        KeySelector<Object, Object> field = record -> selector.getKey(record).f0;
        return new Key(field, tuple.getTypeAt(0), key.widths(), key.fields(), key.description(), key.partitioner());
    }

    /** The type of a tuple's field; late-bound if the tuple is. */
    static TypeInformation<?> fieldType(TypeInformation<?> type, int field, String operation) {
        checkTuple(type, operation);
        if (!(type instanceof TupleTypeInfo<?> tuple)) {
            return LateBoundTypeInfo.any();
        }
        if (field < 0 || field >= tuple.getArity()) {
            throw new IllegalArgumentException(operation + ": the field position " + field
                    + " is out of range: expected=0 to " + (tuple.getArity() - 1) + ", in " + type + ".");
        }
        return tuple.getTypeAt(field);
    }

    /** @throws InvalidProgramException if the records are known not to be tuples */
    public static void checkTuple(TypeInformation<?> type, String operation) {
        if (!(type instanceof TupleTypeInfo) && !LateBoundTypeInfo.isIn(type)) {
            throw new InvalidProgramException(operation + " is only applicable for tuple data types. Type: " + type
                    + ". Map the records to tuples first.");
        }
    }

    static void checkAggregation(TypeInformation<?> type, Aggregations aggregation, int field) {
        TypeInformation<?> fieldType = fieldType(type, field, "Aggregating on field positions");
        try {
            if (aggregation == Aggregations.SUM) {
                Arithmetic.sumOf(fieldType, "f" + field);
            } else {
                Arithmetic.checkOrdered(fieldType, "f" + field);
            }
        } catch (IllegalArgumentException e) {
            throw new UnsupportedAggregationTypeException(String.valueOf(e.getMessage()), e);
        }
    }

    static void checkComparable(TypeInformation<?> type, int... fields) {
        if (fields.length == 0) {
            throw new InvalidProgramException("minBy and maxBy need at least one field position.");
        }
        for (int field : fields) {
            TypeInformation<?> fieldType = fieldType(type, field, "minBy and maxBy");
            if (!(fieldType instanceof LateBoundTypeInfo) && !fieldType.isKeyType()) {
                throw new InvalidProgramException(
                        "minBy and maxBy: field " + field + " of type " + fieldType + " cannot be compared.");
            }
        }
    }

    static void checkProjection(TypeInformation<?> type, int... fields) {
        for (int field : fields) {
            fieldType(type, field, "Projection");
        }
    }

    public static <T> PartitionOperator<T> hashPartitioned(DataSet<T> input, Key key) {
        return new PartitionOperator<>(input, key.exchange(), "Partition by hash of " + key.description());
    }

    public static <T, K> PartitionOperator<T> customPartitioned(DataSet<T> input, Partitioner<K> partitioner, Key key) {
        return new PartitionOperator<>(
                input, key.partitionedBy(partitioner).exchange(), "Partition by " + key.description());
    }
}
