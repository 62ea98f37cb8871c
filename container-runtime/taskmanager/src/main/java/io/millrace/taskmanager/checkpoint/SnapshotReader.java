package io.millrace.taskmanager.checkpoint;

import io.millrace.control.checkpoint.StateHandle;
import io.millrace.dataflow.graph.OperatorId;
import io.millrace.dataflow.state.KeyGroupRange;
import io.millrace.dataflow.state.KeyGroupRangeAssignment;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Restore;
import io.millrace.protocol.Restore.SubtaskState;
import io.millrace.taskmanager.checkpoint.OperatorSnapshot.NamedList;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what a subtask gets of a checkpoint.
 *
 * <ol>
 *   <li>Of the subtasks of its vertex then, those are read that may hold something for it, in the order of their numbers:
 *       with the same parallelism as now its own, and of the others that are named the union lists; else all.
 *   <li>Keyed state: the blocks of its own key groups.
 *   <li>Lists: {@link OperatorShare} says who gets what.
 *   <li>A watermark is told again, to the operator and by it, as far as all of those subtasks had come; an input has ended if
 *       it had for all of them.
 *   <li>The subtask has ended if all those had that had the first operator of its chain: the chains may have been others then.
 * </ol>
 */
public final class SnapshotReader {
    private final SnapshotFiles files;
    private final Restore restore;
    private final AttemptId attempt;
    private final OperatorId head;
    private final int parallelism;
    private final KeyGroupRange keyGroups;
    private final Map<OperatorId, OperatorShare> shares = new LinkedHashMap<>();
    private int headsThen;
    private int headsEnded;

    /**
     * @param attempt what is to be restored
     * @param head the first operator of its chain
     * @param parallelism of its vertex now
     * @param maxParallelism the number of key groups
     */
    public SnapshotReader(
            SnapshotFiles files,
            Restore restore,
            AttemptId attempt,
            OperatorId head,
            int parallelism,
            int maxParallelism) {
        this.files = files;
        this.restore = restore;
        this.attempt = attempt;
        this.head = head;
        this.parallelism = parallelism;
        this.keyGroups = KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                maxParallelism, parallelism, attempt.subtask());
    }

    /**
     * @throws LostSnapshotException if a part of the checkpoint is missing or damaged
     * @throws UnreadableSnapshotException if that cannot be known, as its file system failed
     */
    public TaskRestore read() throws IOException {
        List<SubtaskState> states = restore.states().stream()
                .filter(state -> state.vertex() == attempt.vertex())
                .sorted(Comparator.comparingInt(SubtaskState::subtask))
                .toList();
        for (SubtaskState state : states) {
            read(state);
        }
        Map<OperatorId, OperatorRestore> operators = new LinkedHashMap<>();
        shares.forEach((id, share) -> operators.put(id, share.restore(restore.checkpoint())));
        return new TaskRestore(headsThen > 0 && headsEnded == headsThen, operators);
    }

    private void read(SubtaskState state) throws IOException {
        boolean rescaled = state.parallelism() != parallelism;
        boolean own = rescaled || state.subtask() == attempt.subtask();
        StateHandle handle = state.state();
        try (InputStream in = files.open(handle)) {
            read(in, handle, new Sorting(state, own));
        } catch (LostSnapshotException | UnreadableSnapshotException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadableSnapshotException(handle, e);
        }
    }

    private static void read(InputStream in, StateHandle handle, Sorting sorting) throws IOException {
        try {
            SegmentFormat.read(in, sorting);
        } catch (LostSnapshotException | UnreadableSnapshotException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            in.transferTo(java.io.OutputStream.nullOutputStream()); // says so if the bytes are not those written
            throw new LostSnapshotException(handle, "it cannot be understood: " + e.getMessage(), e);
        }
    }

    /** Sorts what one segment holds into the shares. */
    private final class Sorting implements SegmentFormat.Visitor {
        private final SubtaskState state;
        private final boolean own;
        private OperatorShare current = new OperatorShare(attempt.subtask(), parallelism);
        private boolean ended;

        Sorting(SubtaskState state, boolean own) {
            this.state = state;
            this.own = own;
        }

        @Override
        public void segment(long checkpoint, boolean hasEnded) {
            ended = hasEnded;
        }

        @Override
        public void operator(OperatorId id, OperatorProgress progress) {
            current = shares.computeIfAbsent(id, any -> new OperatorShare(attempt.subtask(), parallelism));
            if (own) {
                current.progress(progress, state.parallelism());
                if (id.equals(head)) {
                    // A subtask without a handle had not ended; at another parallelism each of them counts.
                    headsThen = state.parallelism() == parallelism ? 1 : state.parallelism();
                    headsEnded += ended ? 1 : 0;
                }
            }
        }

        @Override
        public void list(NamedList list) {
            current.list(list, state.subtask(), state.parallelism());
        }

        @Override
        public boolean wants(int keyGroup) {
            return own && keyGroups.contains(keyGroup);
        }

        @Override
        public void keyGroup(int keyGroup, byte[] block) {
            current.keyGroup(keyGroup, block);
        }
    }
}
