package io.millrace.dataflow.accumulators;

/** Keeps the smallest double added; {@code Double.POSITIVE_INFINITY} if none was. */
public class DoubleMinimum implements SimpleAccumulator<Double> {
    private static final long serialVersionUID = 1L;

    private double min = Double.POSITIVE_INFINITY;

    public DoubleMinimum() {}

    public DoubleMinimum(double value) {
        this.min = value;
    }

    @Override
    public void add(Double value) {
        min = Math.min(min, value);
    }

    /** As {@link #add(Double)}, without boxing. */
    public void add(double value) {
        min = Math.min(min, value);
    }

    @Override
    public Double getLocalValue() {
        return min;
    }

    public double getLocalValuePrimitive() {
        return min;
    }

    @Override
    public void resetLocal() {
        min = Double.POSITIVE_INFINITY;
    }

    @Override
    public void merge(Accumulator<Double, Double> other) {
        min = Math.min(min, other.getLocalValue());
    }

    @Override
    @SuppressWarnings("MissingSuperCall")
    public DoubleMinimum clone() {
        return new DoubleMinimum(min);
    }

    @Override
    public String toString() {
        return "DoubleMinimum " + min;
    }
}
