package io.millrace.datastream.functions.windowing.delta;

import io.millrace.datastream.functions.windowing.delta.extractor.Extractor;
import org.jspecify.annotations.Nullable;

/** The length of the straight line between two points. */
public class EuclideanDistance<DATA> extends ExtractionAwareDeltaFunction<DATA, double[]> {
    private static final long serialVersionUID = 1L;

    /** Of records that are arrays of numbers. */
    public EuclideanDistance() {
        this(null);
    }

    public EuclideanDistance(@Nullable Extractor<DATA, double[]> converter) {
        super(converter);
    }

    @Override
    public double getNestedDelta(double[] oldDataPoint, double[] newDataPoint) {
        double squares = 0;
        for (int i = 0; i < oldDataPoint.length; i++) {
            double distance = oldDataPoint[i] - newDataPoint[i];
            squares += distance * distance;
        }
        return Math.sqrt(squares);
    }
}
