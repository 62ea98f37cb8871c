package io.millrace.dataflow.accumulators;

/** Keeps the largest double added; {@code Double.NEGATIVE_INFINITY} if none was. */
public class DoubleMaximum implements SimpleAccumulator<Double> {
    private static final long serialVersionUID = 1L;

    private double max = Double.NEGATIVE_INFINITY;

    public DoubleMaximum() {}

    public DoubleMaximum(double value) {
        this.max = value;
    }

    @Override
    public void add(Double value) {
        max = Math.max(max, value);
    }

    /** As {@link #add(Double)}, without boxing. */
    public void add(double value) {
        max = Math.max(max, value);
    }

    @Override
    public Double getLocalValue() {
        return max;
    }

    public double getLocalValuePrimitive() {
        return max;
    }

    @Override
    public void resetLocal() {
        max = Double.NEGATIVE_INFINITY;
    }

    @Override
    public void merge(Accumulator<Double, Double> other) {
        max = Math.max(max, other.getLocalValue());
    }

    @Override
    @SuppressWarnings("MissingSuperCall")
    public DoubleMaximum clone() {
        return new DoubleMaximum(max);
    }

    @Override
    public String toString() {
        return "DoubleMaximum " + max;
    }
}
