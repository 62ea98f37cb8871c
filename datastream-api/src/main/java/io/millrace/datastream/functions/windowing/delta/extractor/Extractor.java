package io.millrace.datastream.functions.windowing.delta.extractor;

import java.io.Serializable;

/** Takes something out of a record. */
public interface Extractor<FROM, TO> extends Serializable {
    TO extract(FROM in);
}
