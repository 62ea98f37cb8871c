package io.millrace.types.code;

/** How records of a class are laid out and made. */
public enum RecordKind {
    /** Fields that must not be null unless their types write null; made empty, then filled. */
    TUPLE,
    /** Null bits, then the fields; made empty, then filled. */
    POJO,
    /** Null bits, then the components; made by the canonical constructor. */
    RECORD;

    boolean hasNullBits() {
        return this != TUPLE;
    }
}
