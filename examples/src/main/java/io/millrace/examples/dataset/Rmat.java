package io.millrace.examples.dataset;

import io.millrace.dataflow.tuple.Tuple2;
import java.io.Serializable;

/**
 * The edges of a random graph whose degrees are as uneven as those of real ones: R-MAT (Chakrabarti and others, 2004), with a = 0.57,
 * b = c = 0.19 and d = 0.05. An edge is a function of its number, so any number of subtasks make the same graph.
 *
 * @param scale there are 2<sup>scale</sup> vertices, from 0, of which some may have no edge
 */
record Rmat(int scale, long seed) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long STEP = 0x9E3779B97F4A7C15L;

    // Of 65,536: where the quarters b, c and d begin.
    private static final int B = 37356;
    private static final int C = 49807;
    private static final int D = 62259;

    Rmat {
        if (scale < 1 || scale > 62) {
            throw new IllegalArgumentException("scale: expected=1 to 62, actual=" + scale);
        }
    }

    /** Each level halves the rows and the columns of the matrix; 16 bits of SplitMix64 choose the quarter. */
    Tuple2<Long, Long> edge(long number) {
        long state = seed + number * STEP * 31;
        long word = 0;
        long row = 0;
        long column = 0;
        for (int level = 0; level < scale; level++) {
            if (level % 4 == 0) {
                state += STEP;
                word = mixed(state);
            }
            long dice = word & 0xFFFF;
            word >>>= 16;
            row = (row << 1) | (dice >= C ? 1 : 0);
            column = (column << 1) | ((dice >= B && dice < C) || dice >= D ? 1 : 0);
        }
        return Tuple2.of(row, column);
    }

    private static long mixed(long state) {
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
