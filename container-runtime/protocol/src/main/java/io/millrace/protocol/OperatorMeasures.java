package io.millrace.protocol;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one operator of an attempt has counted since the attempt began.
 *
 * @param recordsIn none for a source
 * @param metrics the values of those that its functions registered, printed, by name
 */
public record OperatorMeasures(String name, long recordsIn, Map<String, String> metrics) {
    public OperatorMeasures {
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }
}
