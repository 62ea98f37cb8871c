package io.millrace.dataflow.types;

/** A field that must hold a value, of a tuple or of a key, is null. */
public class NullFieldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int fieldPos;

    public NullFieldException() {
        this.fieldPos = -1;
    }

    public NullFieldException(String message) {
        super(message);
        this.fieldPos = -1;
    }

    public NullFieldException(int fieldPos) {
        super("Field " + fieldPos + " is null, but expected to hold a value.");
        this.fieldPos = fieldPos;
    }

    public NullFieldException(int fieldPos, Throwable cause) {
        super("Field " + fieldPos + " is null, but expected to hold a value.", cause);
        this.fieldPos = fieldPos;
    }

    /** The position of the field, or -1 if it is not known. */
    public int getFieldPos() {
        return fieldPos;
    }
}
