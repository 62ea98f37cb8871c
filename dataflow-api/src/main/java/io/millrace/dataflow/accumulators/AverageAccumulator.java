package io.millrace.dataflow.accumulators;

/** The arithmetic mean of what was added; 0 if nothing was. */
public class AverageAccumulator implements SimpleAccumulator<Double> {
    private static final long serialVersionUID = 1L;

    private long count;
    private double sum;

    @Override
    public void add(Double value) {
        add(value.doubleValue());
    }

    public void add(double value) {
        count++;
        sum += value;
    }

    public void add(long value) {
        add((double) value);
    }

    public void add(int value) {
        add((double) value);
    }

    @Override
    public Double getLocalValue() {
        return count == 0 ? 0.0 : sum / count;
    }

    @Override
    public void resetLocal() {
        count = 0;
        sum = 0;
    }

    @Override
    public void merge(Accumulator<Double, Double> other) {
        if (!(other instanceof AverageAccumulator that)) {
            throw new IllegalArgumentException("The merged accumulator must be an AverageAccumulator, actual="
                    + other.getClass().getName());
        }
        count += that.count;
        sum += that.sum;
    }

    @Override
    @SuppressWarnings("MissingSuperCall")
    public AverageAccumulator clone() {
        AverageAccumulator copy = new AverageAccumulator();
        copy.count = count;
        copy.sum = sum;
        return copy;
    }

    @Override
    public String toString() {
        return "AverageAccumulator " + getLocalValue() + " for " + count + " elements";
    }
}
