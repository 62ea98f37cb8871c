package io.millrace.datastream.functions.windowing.delta;

import io.millrace.datastream.functions.windowing.delta.extractor.Extractor;
import org.jspecify.annotations.Nullable;

/** A distance that is taken of a part of each record. */
public abstract class ExtractionAwareDeltaFunction<DATA, TO> implements DeltaFunction<DATA> {
    private static final long serialVersionUID = 1L;

    private final @Nullable Extractor<DATA, TO> converter;

    /** @param converter null if records are what distances are taken of */
    public ExtractionAwareDeltaFunction(@Nullable Extractor<DATA, TO> converter) {
        this.converter = converter;
    }

    @Override
    @SuppressWarnings("unchecked")
    public double getDelta(DATA oldDataPoint, DATA newDataPoint) {
        return converter == null
                ? getNestedDelta((TO) oldDataPoint, (TO) newDataPoint)
                : getNestedDelta(converter.extract(oldDataPoint), converter.extract(newDataPoint));
    }

    public abstract double getNestedDelta(TO oldDataPoint, TO newDataPoint);
}
