package io.millrace.state.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.Epoch;
import io.millrace.control.checkpoint.CheckpointStore.Committed;
import io.millrace.control.checkpoint.CheckpointStore.Fact;
import io.millrace.control.checkpoint.CheckpointStore.Found;
import io.millrace.control.checkpoint.CheckpointStore.Opened;
import io.millrace.control.checkpoint.CheckpointStore.Prepared;
import io.millrace.control.checkpoint.CheckpointStore.Refused;
import io.millrace.control.checkpoint.CheckpointStore.Superseded;
import io.millrace.control.checkpoint.CheckpointStore.Unreadable;
import io.millrace.control.checkpoint.Manifest;
import io.millrace.control.checkpoint.Manifest.OperatorState;
import io.millrace.control.checkpoint.Manifest.SubtaskState;
import io.millrace.control.checkpoint.Manifest.VertexState;
import io.millrace.control.checkpoint.StateHandle;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.fs.FileSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of checkpoints whose file system fails, or whose manifests are damaged. */
class FailingStorageTest {
    private static final JobID JOB = new JobID(3, 4);

    @TempDir
    Path folder;

    private final List<Fact> facts = new ArrayList<>();
    private final List<Late> late = new ArrayList<>();
    private int answersToLose;
    private int renamesToDelay;
    private boolean failing;

    @FunctionalInterface
    private interface Late {
        void happen() throws IOException;
    }

    /** In the local file system, and on the thread of the caller. */
    private final class Treacherous implements CheckpointStorage {
        @Override
        public LogFiles below(URI directory) {
            return new LosingAnswers(new NioLogFiles(Path.of(directory.getPath())));
        }

        @Override
        public FileSystem of(io.millrace.dataflow.fs.Path file) throws IOException {
            if (failing) {
                throw new IOException("the NameNode is away");
            }
            return FileSystem.get(file.toUri());
        }

        @Override
        public void execute(Runnable work) {
            work.run();
        }

        @Override
        public boolean rest() {
            return true;
        }

        @Override
        public void end() {}
    }

    private final class LosingAnswers implements LogFiles {
        private final LogFiles files;

        LosingAnswers(LogFiles files) {
            this.files = files;
        }

        /** A rename that was asked for, was not answered, and is still under way. */
        private boolean isLate(String from, String to) {
            if (renamesToDelay > 0) {
                renamesToDelay--;
                late.add(() -> files.rename(from, to));
                return true;
            }
            return false;
        }

        private void answer() throws IOException {
            if (answersToLose > 0) {
                answersToLose--;
                throw new IOException("it was done, but nobody heard");
            }
        }

        @Override
        public void makeBase() throws IOException {
            files.makeBase();
        }

        @Override
        public List<String> list(String directory) throws IOException {
            return files.list(directory);
        }

        @Override
        public void makeDirectory(String path) throws IOException {
            files.makeDirectory(path);
            answer();
        }

        @Override
        public void write(String path, byte[] content) throws IOException {
            files.write(path, content);
        }

        @Override
        public void rename(String from, String to) throws IOException {
            if (isLate(from, to)) {
                throw new IOException("nobody knows whether it will be done");
            }
            files.rename(from, to);
            answer();
        }

        @Override
        public byte[] read(String path) throws IOException {
            return files.read(path);
        }

        @Override
        public void delete(String path) throws IOException {
            files.delete(path);
        }
    }

    private FencedCheckpointStore opened(long epoch) {
        FencedCheckpointStore store =
                new FencedCheckpointStore(new Treacherous(), folder::toUri, "writer-" + epoch, facts::add);
        store.open(JOB, Optional.empty(), new Epoch(epoch));
        assertThat(last()).isInstanceOf(Opened.class);
        return store;
    }

    private Fact last() {
        return facts.get(facts.size() - 1);
    }

    private void commit(FencedCheckpointStore store, long checkpoint) throws IOException {
        tryToCommit(store, checkpoint);
        assertThat(last()).isEqualTo(new Committed(JOB, checkpoint));
    }

    private void tryToCommit(FencedCheckpointStore store, long checkpoint) throws IOException {
        store.prepare(JOB, checkpoint);
        Path file = Path.of(URI.create(((Prepared) last()).directory())).resolve("tm-1");
        byte[] content = {1, 2, 3, 4};
        Files.write(file, content);
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        StateHandle state = new StateHandle(file.toUri().toString(), 0, 4, (int) checksum.getValue());
        SubtaskState subtask = new SubtaskState(0, 0, Optional.of(state), false);
        VertexState vertex =
                new VertexState(1, List.of(new OperatorState("a", "first", true, false)), List.of(subtask));
        store.commit(new Manifest(JOB, checkpoint, new Epoch(1), 0, 0, List.of(vertex), List.of()));
    }

    private Optional<Long> found(FencedCheckpointStore store) {
        store.find(JOB, true);
        return ((Found) last()).manifest().map(Manifest::checkpoint);
    }

    private void damage(String path) throws IOException {
        Path file = folder.resolve(JOB.toString()).resolve(path);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void aLostAnswerToTheOpeningIsNotTakenForAnotherLeader() {
        for (int lost = 1; lost <= 2; lost++) {
            answersToLose = lost;
            opened(lost);
        }
    }

    @Test
    void whatCannotBeReadNowIsNotDamaged() throws IOException {
        FencedCheckpointStore store = opened(1);
        commit(store, 1);
        failing = true;
        store.find(JOB, false);
        assertThat(last())
                .isInstanceOfSatisfying(
                        Unreadable.class, fact -> assertThat(fact.reason()).contains("the NameNode is away"));
        failing = false;
        assertThat(found(store)).contains(1L);
    }

    private void allThatIsLateHappens() {
        for (Late rename : late) {
            try {
                rename.happen();
            } catch (IOException impossible) {
                // Nobody waits for it.
            }
        }
    }

    private List<String> entries(long epoch) throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve(JOB.toString()).resolve("log/" + epoch))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> LogNames.entryId(name).isPresent())
                    .toList();
        }
    }

    @Test
    void anEntryThatWasDeletedDoesNotComeBackByARenameThatIsLate() throws IOException {
        FencedCheckpointStore store = opened(1);
        renamesToDelay = 2;
        commit(store, 1);
        commit(store, 2);
        store.retain(JOB, List.of(2L));
        allThatIsLateHappens();
        assertThat(late).hasSize(2);
        assertThat(entries(1)).containsExactly(LogNames.entry(2));
        assertThat(found(opened(2))).contains(2L);
    }

    @Test
    void aLeaderThatWasDeposedDeletesNothingThatItsSuccessorKnows() throws IOException {
        FencedCheckpointStore deposed = opened(1);
        commit(deposed, 1);
        commit(deposed, 2);
        FencedCheckpointStore successor = opened(2);
        deposed.retain(JOB, List.of(2L));
        assertThat(last()).isInstanceOf(Superseded.class);
        damage("chk-2/tm-1");
        assertThat(found(successor)).contains(1L);
    }

    @Test
    void aCheckpointThatWasRefusedDoesNotAppearWhenItsFilesAreGone() throws IOException {
        FencedCheckpointStore store = opened(1);
        renamesToDelay = 3;
        tryToCommit(store, 1);
        assertThat(last()).isInstanceOf(Refused.class);
        commit(store, 2);
        store.retain(JOB, List.of(2L));
        allThatIsLateHappens();
        assertThat(late).hasSize(3);
        assertThat(entries(1)).containsExactly(LogNames.entry(2));
    }

    @Test
    void aCheckpointWhoseEntryInTheLogIsDamagedIsKnownByItsManifestsCopy() throws IOException {
        FencedCheckpointStore first = opened(1);
        commit(first, 1);
        commit(first, 2);
        damage("log/1/0000000000000000002");
        assertThat(found(opened(2))).contains(2L);
    }

    @Test
    void aCheckpointOfWhichNoManifestIsWholeIsPassedOver() throws IOException {
        FencedCheckpointStore first = opened(1);
        commit(first, 1);
        commit(first, 2);
        damage("log/1/0000000000000000002");
        damage("chk-2/_metadata");
        assertThat(found(opened(2))).contains(1L);
        assertThat(((Found) last()).passedOver()).singleElement().asString().contains("checkpoint 2", "damaged");
    }
}
