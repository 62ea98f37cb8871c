package io.millrace.operators.group;

import io.millrace.dataflow.contract.Pages;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.spill.SpillSpace;
import io.millrace.types.key.KeyHash;
import io.millrace.types.serial.Serializers;
import java.io.IOException;
import java.util.List;

/** The tables of aggregations without their operators: they count the records of each key. */
public final class AggregationCore {
    private static final int LENGTH = 2;
    private static final int BATCH = 256;

    private AggregationCore() {}

    /** By the table of objects, which spills; how many keys there are. */
    public static long keys(
            SpillSpace space, TypeInformation<Tuple2<Long, Long>> type, List<Tuple2<Long, Long>> records)
            throws IOException {
        SpillingTable<Tuple2<Long, Long>, Long, Long> table =
                new SpillingTable<>("the counts", space, Serializers.of(type));
        for (Tuple2<Long, Long> record : records) {
            add(table, record);
        }
        long keys = 0;
        boolean more = true;
        while (more) {
            for (int place = table.nextPlace(0); place >= 0; place = table.nextPlace(place + 1)) {
                keys++;
            }
            more = table.nextPart();
            while (more && table.read()) {
                add(table, table.record());
            }
        }
        table.close();
        return keys;
    }

    private static void add(SpillingTable<Tuple2<Long, Long>, Long, Long> table, Tuple2<Long, Long> record)
            throws IOException {
        int hash = KeyHash.of(record.f0);
        int place = table.find(record.f0, hash);
        if (place >= 0) {
            table.set(place, table.value(place) + 1);
        } else if (table.admits(record)) {
            table.insert(~place, record.f0, hash, 1L);
        } else {
            table.setAside(hash, record);
        }
    }

    /** By the table of numbers, for as many records at a time as its operator looks up; how many keys there are, or found room. */
    public static long folded(Pages pages, List<Tuple2<Long, Long>> records) {
        FoldTable table = new FoldTable(pages, LENGTH, Long.MAX_VALUE, FoldTable.PLACES_AT_FIRST);
        long[] batch = new long[LENGTH * BATCH];
        int end = 0;
        for (Tuple2<Long, Long> record : records) {
            batch[end] = record.f0;
            batch[end + 1] = 1;
            end += LENGTH;
            if (end == batch.length && !fold(table, batch, end)) {
                break;
            }
            end %= batch.length;
        }
        fold(table, batch, end);
        long keys = 0;
        for (int at = table.next(0); at >= 0; at = table.next(at + 1)) {
            keys++;
        }
        table.release();
        return keys;
    }

    private static boolean fold(FoldTable table, long[] batch, int end) {
        table.approach(batch, end);
        for (int i = 0; i < end; i += LENGTH) {
            int at = table.find(batch[i]);
            if (at >= 0) {
                table.longs()[at + 1] += batch[i + 1];
            } else if (table.admits(batch[i])) {
                table.insert(batch, i);
            } else {
                return false;
            }
        }
        return true;
    }
}
