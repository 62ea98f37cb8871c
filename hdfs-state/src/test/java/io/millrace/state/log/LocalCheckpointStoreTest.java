package io.millrace.state.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.Epoch;
import io.millrace.control.checkpoint.CheckpointStore;
import io.millrace.control.checkpoint.CheckpointStore.Committed;
import io.millrace.control.checkpoint.CheckpointStore.Fact;
import io.millrace.control.checkpoint.CheckpointStore.Found;
import io.millrace.control.checkpoint.CheckpointStore.Prepared;
import io.millrace.control.checkpoint.CheckpointStoreContract;
import io.millrace.control.checkpoint.Manifest;
import io.millrace.control.checkpoint.Manifest.OperatorState;
import io.millrace.control.checkpoint.Manifest.SubtaskState;
import io.millrace.control.checkpoint.Manifest.VertexState;
import io.millrace.control.checkpoint.StateHandle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCheckpointStoreTest extends CheckpointStoreContract {
    private static final OperatorState A = new OperatorState("a", "first", true, false);

    @TempDir
    Path folder;

    private final Map<CheckpointStore, BlockingQueue<Fact>> facts = new IdentityHashMap<>();
    private final List<FencedCheckpointStore> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(FencedCheckpointStore::close);
    }

    @Override
    protected CheckpointStore leader() {
        BlockingQueue<Fact> heard = new LinkedBlockingQueue<>();
        FencedCheckpointStore leader = new FencedCheckpointStore(
                folder::toUri, org.apache.hadoop.conf.Configuration::new, "writer-" + open.size(), heard::add);
        open.add(leader);
        facts.put(leader, heard);
        return leader;
    }

    @Override
    protected Fact next(CheckpointStore leader) {
        try {
            Fact fact = facts.get(leader).poll(60, TimeUnit.SECONDS);
            assertThat(fact).isNotNull();
            return fact;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected StateHandle file(String directory) {
        try {
            Path file = Path.of(URI.create(directory)).resolve("tm-1");
            byte[] content = {9, 1, 2, 3, 4, 9};
            Files.write(file, content);
            CRC32C checksum = new CRC32C();
            checksum.update(content, 1, 4);
            return new StateHandle(file.toUri().toString(), 1, 4, (int) checksum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path commit(CheckpointStore leader, long checkpoint) {
        leader.prepare(JOB, checkpoint);
        String directory = ((Prepared) next(leader)).directory();
        leader.commit(new Manifest(
                JOB,
                checkpoint,
                new Epoch(1),
                0,
                0,
                List.of(new VertexState(
                        1, List.of(A), List.of(new SubtaskState(0, 0, Optional.of(file(directory)), false)))),
                List.of()));
        assertThat(next(leader)).isInstanceOf(Committed.class);
        return Path.of(URI.create(directory));
    }

    private CheckpointStore opened() {
        return opened(1);
    }

    private CheckpointStore opened(long epoch) {
        CheckpointStore leader = leader();
        leader.open(JOB, Optional.empty(), new Epoch(epoch));
        assertThat(next(leader)).isInstanceOf(CheckpointStore.Opened.class);
        return leader;
    }

    /** Flips a bit in the manifest of a checkpoint that an earlier leader committed: in the log, in the copy, or in both. */
    private void damage(Path checkpoint, boolean inLog, boolean inCopy) throws IOException {
        if (inCopy) {
            flip(checkpoint.resolve("_metadata"));
        }
        if (inLog) {
            String number = checkpoint.getFileName().toString().substring("chk-".length());
            try (Stream<Path> all = Files.walk(checkpoint.resolveSibling("log"))) {
                List<Path> entries = all.filter(Files::isRegularFile)
                        .filter(file -> LogNames.entryId(file.getFileName().toString())
                                .equals(OptionalLong.of(Long.parseLong(number))))
                        .toList();
                assertThat(entries).hasSize(1);
                flip(entries.get(0));
            }
        }
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void aManifestThatIsDamagedInTheLogIsReadFromItsCopy() throws IOException {
        CheckpointStore earlier = opened(1);
        commit(earlier, 1);
        damage(commit(earlier, 2), true, false);
        CheckpointStore later = opened(2);
        Found found = find(later, true);
        assertThat(found.manifest().map(Manifest::checkpoint)).contains(2L);
        assertThat(found.passedOver()).isEmpty();
    }

    @Test
    void aManifestThatIsDamagedTwiceIsPassedOverWithAReport() throws IOException {
        CheckpointStore earlier = opened(1);
        commit(earlier, 1);
        damage(commit(earlier, 2), true, true);
        Path third = commit(earlier, 3);
        damage(third, true, false);
        Files.delete(third.resolve("_metadata"));
        CheckpointStore later = opened(2);
        Found found = find(later, false);
        assertThat(found.manifest().map(Manifest::checkpoint)).contains(1L);
        assertThat(found.passedOver()).hasSize(2);
        assertThat(found.passedOver().get(0)).contains("checkpoint 3").contains("is gone");
        assertThat(found.passedOver().get(1)).contains("checkpoint 2").contains("damaged");
        later.prepare(JOB, 4);
        assertThat(next(later)).isInstanceOf(Prepared.class);
        commit(later, 4);
        assertThat(find(later, true).passedOver()).isEmpty();
    }

    @Test
    void ifAllManifestsAreDamagedNothingIsFoundButReported() throws IOException {
        CheckpointStore earlier = opened(1);
        damage(commit(earlier, 1), true, true);
        CheckpointStore later = opened(2);
        Found found = find(later, false);
        assertThat(found.manifest()).isEmpty();
        assertThat(found.passedOver()).singleElement().asString().contains("checkpoint 1");
    }

    @Test
    void aPlaceThatIsNamedIsReadByItsDirectoryOrItsManifest() throws IOException {
        CheckpointStore leader = opened();
        Path first = commit(leader, 1);
        for (String place : List.of(first.toString(), first.toUri() + "/_metadata")) {
            leader.read(JOB, place, true);
            assertThat(((Found) next(leader)).manifest().map(Manifest::checkpoint))
                    .contains(1L);
        }
        flip(first.resolve("tm-1"));
        leader.read(JOB, first.toString(), true);
        Found damaged = (Found) next(leader);
        assertThat(damaged.manifest()).isEmpty();
        assertThat(damaged.passedOver()).singleElement().asString().contains("checksum");
    }

    private Found find(CheckpointStore leader, boolean thorough) {
        leader.find(JOB, thorough);
        return (Found) next(leader);
    }

    @Test
    void aCheckpointWhoseFileIsGoneOrShortIsPassedOver() throws IOException {
        CheckpointStore leader = opened();
        commit(leader, 1);
        Path second = commit(leader, 2);
        Path third = commit(leader, 3);
        Files.write(second.resolve("tm-1"), new byte[] {1, 2});
        Files.delete(third.resolve("tm-1"));
        Found found = find(leader, false);
        assertThat(found.manifest().map(Manifest::checkpoint)).contains(1L);
        assertThat(found.passedOver()).hasSize(2);
        assertThat(found.passedOver().get(0)).contains("checkpoint 3");
        assertThat(found.passedOver().get(1)).contains("checkpoint 2").contains("found 2");
    }

    @Test
    void aThoroughLookSeesEveryBit() throws IOException {
        CheckpointStore leader = opened();
        commit(leader, 1);
        Path second = commit(leader, 2);
        Files.write(second.resolve("tm-1"), new byte[] {9, 1, 2, 7, 4, 9});
        assertThat(find(leader, false).manifest().map(Manifest::checkpoint)).contains(2L);
        Found thorough = find(leader, true);
        assertThat(thorough.manifest().map(Manifest::checkpoint)).contains(1L);
        assertThat(thorough.passedOver()).singleElement().asString().contains("checksum");
    }

    @Test
    void whatIsNotRetainedIsDeletedAndWhatALaterOneNeedsStays() {
        CheckpointStore leader = opened();
        Path first = commit(leader, 1);
        Path second = commit(leader, 2);
        leader.prepare(JOB, 3);
        Path third = Path.of(URI.create(((Prepared) next(leader)).directory()));
        leader.prepare(JOB, 4);
        Path fourth = Path.of(URI.create(((Prepared) next(leader)).directory()));
        leader.commit(new Manifest(
                JOB,
                4,
                new Epoch(1),
                0,
                0,
                List.of(new VertexState(
                        1,
                        List.of(A),
                        List.of(new SubtaskState(
                                0, 0, Optional.of(file(first.toUri().toString())), false)))),
                List.of()));
        next(leader);
        leader.retain(JOB, List.of(4L));
        find(leader, false);
        assertThat(first).exists();
        assertThat(second).doesNotExist();
        assertThat(third).doesNotExist();
        assertThat(fourth.resolve("_metadata")).exists();
    }

    @Test
    void whatAnEarlierLeaderCommittedIsDeletedWithItsEntry() throws IOException {
        Path first = commit(opened(1), 1);
        CheckpointStore next = opened(2);
        commit(next, 2);
        next.retain(JOB, List.of(2L));
        find(next, false);
        assertThat(first).doesNotExist();
        try (Stream<Path> all = Files.walk(first.resolveSibling("log"))) {
            assertThat(all.map(file -> LogNames.entryId(file.getFileName().toString()))
                            .filter(OptionalLong::isPresent))
                    .containsExactly(OptionalLong.of(2));
        }
    }

    @Test
    void nothingIsLeftOfAJobThatKeepsNothing() {
        CheckpointStore leader = opened();
        Path first = commit(leader, 1);
        leader.close(JOB, false);
        CheckpointStore other = leader();
        other.open(new io.millrace.dataflow.JobID(9, 9), Optional.empty(), new Epoch(1));
        open.get(0).close();
        assertThat(first.getParent())
                .satisfies(gone -> org.awaitility.Awaitility.await().until(() -> !Files.exists(gone)));
    }

    @Test
    void aDirectoryThatCannotBeMadeIsRefusedByName() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[1]);
        CheckpointStore leader = leader();
        leader.open(JOB, Optional.of(file.toString()), new Epoch(1));
        assertThat(next(leader))
                .isInstanceOfSatisfying(
                        CheckpointStore.Refused.class,
                        refused -> assertThat(refused.reason()).contains("file"));
    }
}
