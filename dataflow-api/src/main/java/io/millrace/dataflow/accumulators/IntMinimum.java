package io.millrace.dataflow.accumulators;

/** Keeps the smallest int added; {@code Integer.MAX_VALUE} if none was. */
public class IntMinimum implements SimpleAccumulator<Integer> {
    private static final long serialVersionUID = 1L;

    private int min = Integer.MAX_VALUE;

    public IntMinimum() {}

    public IntMinimum(int value) {
        this.min = value;
    }

    @Override
    public void add(Integer value) {
        min = Math.min(min, value);
    }

    /** As {@link #add(Integer)}, without boxing. */
    public void add(int value) {
        min = Math.min(min, value);
    }

    @Override
    public Integer getLocalValue() {
        return min;
    }

    public int getLocalValuePrimitive() {
        return min;
    }

    @Override
    public void resetLocal() {
        min = Integer.MAX_VALUE;
    }

    @Override
    public void merge(Accumulator<Integer, Integer> other) {
        min = Math.min(min, other.getLocalValue());
    }

    @Override
    @SuppressWarnings("MissingSuperCall")
    public IntMinimum clone() {
        return new IntMinimum(min);
    }

    @Override
    public String toString() {
        return "IntMinimum " + min;
    }
}
