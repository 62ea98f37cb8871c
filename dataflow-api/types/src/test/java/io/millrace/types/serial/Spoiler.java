package io.millrace.types.serial;

import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.Either;
import io.millrace.dataflow.types.IntValue;
import io.millrace.dataflow.types.Row;
import io.millrace.dataflow.types.StringValue;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes everything in an object that can be changed, from the inside out. */
final class Spoiler {

    private Spoiler() {}

    static void spoil(@Nullable Object value) {
        if (value instanceof Tuple tuple) {
            for (int i = 0; i < tuple.getArity(); i++) {
                spoil((Object) tuple.getField(i));
                tuple.setField("spoilt", i);
            }
        } else if (value instanceof Row row) {
            for (int i = 0; i < row.getArity(); i++) {
                spoil(row.getField(i));
            }
            row.clear();
        } else if (value instanceof Either<?, ?> either) {
            spoil(either.isLeft() ? either.left() : either.right());
        } else if (value instanceof Collection<?> collection) {
            collection.forEach(Spoiler::spoil);
            collection.clear();
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(Spoiler::spoil);
            map.clear();
        } else if (value != null && value.getClass().isArray()) {
            spoilArray(value);
        } else {
            spoilObject(value);
        }
    }

    private static void spoilArray(Object array) {
        for (int i = 0; i < Array.getLength(array); i++) {
            if (array instanceof Object[] objects) {
                spoil(objects[i]);
                objects[i] = null;
            } else if (array instanceof boolean[] booleans) {
                booleans[i] = !booleans[i];
            } else {
                Array.setByte(array, i, (byte) 77);
            }
        }
    }

    private static void spoilObject(@Nullable Object value) {
        if (value instanceof Date date) {
            date.setTime(date.getTime() + 1);
        } else if (value instanceof IntValue number) {
            number.setValue(number.getValue() + 1);
        } else if (value instanceof StringValue text) {
            text.append("!");
        } else if (value instanceof RandomRecords.Path path) {
            spoil(path.edges());
            spoil(path.head());
        } else if (value instanceof RandomRecords.Pojo pojo) {
            pojo.id++;
            pojo.name = "spoilt";
            spoil(pojo.getCounts());
            spoil(pojo.inner);
        } else if (value instanceof RandomRecords.Pojo2 pojo) {
            pojo.value++;
            spoil(pojo.at);
        }
    }
}
