package io.millrace.operators.join;

import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.spill.SpillSpace;
import io.millrace.types.serial.Serializers;
import java.util.List;

/** The hash join without its operator. */
public final class JoinCore {
    private long count;

    private JoinCore() {}

    /** Joins two sides by their first fields; how many pairs there are. */
    public static <V> long pairs(
            SpillSpace space, TypeInformation<Tuple2<Long, V>> type, List<Tuple2<Long, V>> build, List<Tuple2<Long, V>> probe)
            throws Exception {
        JoinCore core = new JoinCore();
        HashJoin<Long, Tuple2<Long, V>, Tuple2<Long, V>> join = new HashJoin<>(
                space,
                record -> record.f0,
                record -> record.f0,
                Serializers.of(type),
                Serializers.of(type),
                false,
                false,
                (one, other, last) -> core.count++);
        for (Tuple2<Long, V> record : build) {
            join.build(record);
        }
        join.endBuild();
        for (Tuple2<Long, V> record : probe) {
            join.probe(record);
        }
        while (join.finish()) {}
        join.close();
        return core.count;
    }
}
