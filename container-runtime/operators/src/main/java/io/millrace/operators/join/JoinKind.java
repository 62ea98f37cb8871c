package io.millrace.operators.join;

/** Which records without a partner a join keeps, with null for the partner. */
public enum JoinKind {
    /** None. */
    INNER(false, false),
    /** Those of the left input. */
    LEFT(true, false),
    /** Those of the right input. */
    RIGHT(false, true),
    /** Those of both inputs. */
    FULL(true, true);

    private final boolean keepsLeft;
    private final boolean keepsRight;

    JoinKind(boolean keepsLeft, boolean keepsRight) {
        this.keepsLeft = keepsLeft;
        this.keepsRight = keepsRight;
    }

    public boolean keepsLeft() {
        return keepsLeft;
    }

    public boolean keepsRight() {
        return keepsRight;
    }
}
