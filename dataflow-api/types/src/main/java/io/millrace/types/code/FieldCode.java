package io.millrace.types.code;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Writes, reads and copies the fields of records of exactly one class. What stands before the fields (whether the record is
 * null, of which class it is) is the serialiser's.
 *
 * <p>Layout: of tuples, each field as its type writes it. Of POJOs and Java records, first one bit for each field, lowest
 * first in each byte, set if the field is null and zero beyond the last; then the fields that are not null.
 *
 * <p>One thread at a time, as the serialisers of the fields. Public for the code that is made, which lies in the packages of
 * users' classes.
 */
public abstract class FieldCode {

    /** Called by the code that is made. */
    protected FieldCode() {}

    /** Writes the fields of a record, which must be of exactly this class. */
    public abstract void write(Object record, DataOutput target) throws IOException;

    /** Reads the fields into a new record. */
    public abstract Object read(DataInput source) throws IOException;

    /** A deep copy of a record, which must be of exactly this class. */
    public abstract Object copy(Object record);

    /**
     * Gives a record the fields of another, copied. Both must be of exactly this class.
     *
     * @return {@code to}; of Java records, which cannot be changed, a new one
     */
    public abstract Object copyInto(Object from, Object to);
}
