package io.millrace.operators.sort;

import java.io.IOException;
import java.util.List;

/**
 * Merges sorted runs: Knuth's tree of losers (The Art of Computer Programming, volume 3, 5.4.1). Of equal records that of the
 * earlier run comes first, so the merge is stable. Not thread-safe.
 *
 * <p>The runs are leaves {@code k} to {@code 2k - 1} of a tree whose inner nodes are 1 to {@code k - 1}; each inner node holds
 * the run that lost there, and the run that never lost is the winner. When the winner goes on to its next record, it plays
 * again against the losers on its way up: one comparison a level.
 */
final class LoserTree<T> {
    private final List<? extends Run<T>> runs;
    private final RunOrder<T> order;
    private final int[] losers;
    private final boolean[] ended;
    private int live;
    private int winner;

    LoserTree(List<? extends Run<T>> runs, RunOrder<T> order) throws IOException {
        this.runs = runs;
        this.order = order;
        this.losers = new int[runs.size()];
        this.ended = new boolean[runs.size()];
        for (int i = 0; i < runs.size(); i++) {
            ended[i] = !runs.get(i).next();
            live += ended[i] ? 0 : 1;
        }
        winner = runs.isEmpty() ? 0 : play(1);
    }

    private int play(int node) {
        if (node >= losers.length) {
            return node - losers.length;
        }
        int left = play(2 * node);
        int right = play(2 * node + 1);
        boolean leftWins = beats(left, right);
        losers[node] = leftWins ? right : left;
        return leftWins ? left : right;
    }

    private boolean beats(int left, int right) {
        if (ended[left] || ended[right]) {
            return ended[right] && (!ended[left] || left < right);
        }
        int compared = order.compare(runs.get(left), runs.get(right));
        return compared != 0 ? compared < 0 : left < right;
    }

    boolean isEmpty() {
        return live == 0;
    }

    /** The run that is at the smallest record; undefined if empty. */
    Run<T> first() {
        return runs.get(winner);
    }

    /** Leaves the smallest record behind. */
    void advance() throws IOException {
        int run = winner;
        if (!runs.get(run).next()) {
            ended[run] = true;
            live--;
        }
        for (int node = (run + losers.length) / 2; node > 0; node /= 2) {
            int other = losers[node];
            if (beats(other, run)) {
                losers[node] = run;
                run = other;
            }
        }
        winner = run;
    }
}
