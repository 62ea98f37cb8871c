package io.millrace.testing;

import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataset.io.TextOutputFormat.TextFormatter;
import java.util.Locale;

/** Writes points as {@link PointInFormat} reads them, with two digits after each coordinate's point. */
public class PointFormatter implements TextFormatter<Tuple2<Integer, CoordVector>> {
    private static final long serialVersionUID = 1L;

    @Override
    public String format(Tuple2<Integer, CoordVector> value) {
        StringBuilder line = new StringBuilder().append(value.f0);
        for (double coordinate : value.f1.getCoordinates()) {
            line.append('|').append(String.format(Locale.ROOT, "%.2f", coordinate));
        }
        return line.append('|').toString();
    }
}
