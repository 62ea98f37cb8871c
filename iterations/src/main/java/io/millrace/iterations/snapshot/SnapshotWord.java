package io.millrace.iterations.snapshot;

import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.iterations.snapshot.SuperstepLog.Point;
import java.io.IOException;
import java.io.Serializable;

/** What the subtasks of a loop's head and their coordinator say to each other about snapshots. */
sealed interface SnapshotWord extends Serializable {
    /** To the head: begin with what the inputs bring, and write as this run. Without a directory, write nothing. */
    record Begin(String directory, long run) implements SnapshotWord {
        private static final long serialVersionUID = 1L;
    }

    /** To the head: look whether your part of this point can be read. */
    record Verify(String directory, long run, Point point) implements SnapshotWord {
        private static final long serialVersionUID = 1L;
    }

    /** To the head: all parts of this point can be read: go on from there. */
    record GoOn(Point point) implements SnapshotWord {
        private static final long serialVersionUID = 1L;
    }

    /** From the head: whether its part can be read; if not, why. */
    record Verified(Point point, Finding finding, String why) implements SnapshotWord {
        private static final long serialVersionUID = 1L;
    }

    /** What a part is found to be. */
    enum Finding {
        WHOLE,
        /** Missing, or not what was written: for good. */
        DAMAGED,
        /** Nobody knows, as its file system failed. */
        UNREADABLE
    }

    /** From the head: its part of the snapshot after this superstep is there. */
    record Written(int superstep) implements SnapshotWord {
        private static final long serialVersionUID = 1L;
    }

    default byte[] bytes() {
        try {
            return InstantiationUtil.serializeObject(this);
        } catch (IOException e) {
            throw new IllegalStateException("a word about snapshots cannot be written: " + this, e);
        }
    }

    static SnapshotWord of(byte[] bytes) throws IOException, ClassNotFoundException {
        return InstantiationUtil.deserializeObject(bytes, SnapshotWord.class.getClassLoader());
    }
}
