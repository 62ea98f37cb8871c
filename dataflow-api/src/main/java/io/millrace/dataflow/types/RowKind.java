package io.millrace.dataflow.types;

/** What a row says about the table it belongs to. */
public enum RowKind {
    INSERT("+I", (byte) 0),
    UPDATE_BEFORE("-U", (byte) 1),
    UPDATE_AFTER("+U", (byte) 2),
    DELETE("-D", (byte) 3);

    private final String shortString;
    private final byte value;

    RowKind(String shortString, byte value) {
        this.shortString = shortString;
        this.value = value;
    }

    public String shortString() {
        return shortString;
    }

    /** The number by which the kind is written; it never changes. */
    public byte toByteValue() {
        return value;
    }

    /**
     * @throws UnsupportedOperationException if no kind has this number
     */
    public static RowKind fromByteValue(byte value) {
        for (RowKind kind : values()) {
            if (kind.value == value) {
                return kind;
            }
        }
        throw new UnsupportedOperationException("Unsupported byte value '" + value + "' for row kind.");
    }
}
