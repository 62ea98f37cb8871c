package io.millrace.datastream.functions.windowing.delta;

import io.millrace.datastream.functions.windowing.delta.extractor.Extractor;
import org.jspecify.annotations.Nullable;

/** One less the cosine of the angle between two vectors; 0 if both are zero, 1 if one is. */
public class CosineDistance<DATA> extends ExtractionAwareDeltaFunction<DATA, double[]> {
    private static final long serialVersionUID = 1L;

    /** Of records that are arrays of numbers. */
    public CosineDistance() {
        this(null);
    }

    public CosineDistance(@Nullable Extractor<DATA, double[]> converter) {
        super(converter);
    }

    @Override
    public double getNestedDelta(double[] oldDataPoint, double[] newDataPoint) {
        double dot = 0;
        double oldSquares = 0;
        double newSquares = 0;
        for (int i = 0; i < oldDataPoint.length; i++) {
            dot += oldDataPoint[i] * newDataPoint[i];
            oldSquares += oldDataPoint[i] * oldDataPoint[i];
            newSquares += newDataPoint[i] * newDataPoint[i];
        }
        if (oldSquares == 0 || newSquares == 0) {
            return oldSquares == newSquares ? 0 : 1;
        }
        return 1 - dot / (Math.sqrt(oldSquares) * Math.sqrt(newSquares));
    }
}
