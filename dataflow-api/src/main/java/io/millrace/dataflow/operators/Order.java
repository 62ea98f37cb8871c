package io.millrace.dataflow.operators;

/** The direction of an order. */
public enum Order {
    NONE,
    ASCENDING,
    DESCENDING,
    ANY;

    public boolean isOrdered() {
        return this != NONE;
    }

    public String getShortName() {
        return switch (this) {
            case ASCENDING -> "ASC";
            case DESCENDING -> "DESC";
            case ANY -> "*";
            case NONE -> "-";
        };
    }
}
