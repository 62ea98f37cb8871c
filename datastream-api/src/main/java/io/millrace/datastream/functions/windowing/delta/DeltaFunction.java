package io.millrace.datastream.functions.windowing.delta;

import java.io.Serializable;

/** How far a record is from an earlier one. */
@FunctionalInterface
public interface DeltaFunction<DATA> extends Serializable {
    double getDelta(DATA oldDataPoint, DATA newDataPoint);
}
