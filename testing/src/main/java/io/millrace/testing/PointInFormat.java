package io.millrace.testing;

import io.millrace.dataflow.io.DelimitedInputFormat;
import io.millrace.dataflow.tuple.Tuple2;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Reads points: a line is a number, then coordinates, with {@code |} after each. */
public class PointInFormat extends DelimitedInputFormat<Tuple2<Integer, CoordVector>> {
    private static final long serialVersionUID = 1L;
    private static final Pattern BAR = Pattern.compile("\\|");

    @Override
    public Tuple2<Integer, CoordVector> readRecord(
            Tuple2<Integer, CoordVector> reuse, byte[] bytes, int offset, int numBytes) {
        String[] fields = BAR.split(new String(bytes, offset, numBytes, StandardCharsets.US_ASCII).strip());
        double[] coordinates =
                Arrays.stream(fields).skip(1).mapToDouble(Double::parseDouble).toArray();
        return Tuple2.of(Integer.valueOf(fields[0].strip()), new CoordVector(coordinates));
    }
}
