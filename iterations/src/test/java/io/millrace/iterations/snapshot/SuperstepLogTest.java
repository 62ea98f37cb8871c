package io.millrace.iterations.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.iterations.snapshot.SuperstepLog.Kind;
import io.millrace.iterations.snapshot.SuperstepLog.Point;
import io.millrace.testing.seeds.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

class SuperstepLogTest {
    private static final TypeInformation<Tuple2<Integer, String>> TYPE = Types.TUPLE(Types.INT, Types.STRING);
    private static final TypeSerializer<Tuple2<Integer, String>> STATE =
            TYPE.createSerializer(new SerializerConfigImpl());
    private static final TypeSerializer<Long> WORK = Types.LONG.createSerializer(new SerializerConfigImpl());
    private static final Path DIRECTORY = new Path("/loops/ranks");

    /** What one part has at the end of a superstep. */
    private record PartState(Map<Integer, String> solution, List<Long> workset) {
        PartState copy() {
            return new PartState(new TreeMap<>(solution), new ArrayList<>(workset));
        }
    }

    private static PartWriter writer(SuperstepLog log, long run, int part, int parts) {
        return new PartWriter(log, run, part, parts, Runnable::run, () -> {});
    }

    /** Writes an entry at once, full or of changes as it must be; whether it is there. */
    private static boolean write(PartWriter to, int superstep, Map<Integer, String> state, List<Long> workset)
            throws IOException {
        for (Map.Entry<Integer, String> entry : state.entrySet()) {
            to.write(Kind.STATE, Tuple2.of(entry.getKey(), entry.getValue()), STATE);
        }
        for (Long each : workset) {
            to.write(Kind.WORKSET, each, WORK);
        }
        to.commit(superstep);
        return to.committed() == superstep;
    }

    private static boolean writeFull(PartWriter to, int superstep, Map<Integer, String> state, List<Long> workset)
            throws IOException {
        to.beginFull(superstep);
        return write(to, superstep, state, workset);
    }

    private static PartState read(SuperstepLog log, Point point, int part) throws IOException {
        PartState state = new PartState(new TreeMap<>(), new ArrayList<>());
        try (PartReader reader = log.open(point, part)) {
            for (Optional<Block> block = reader.next(); block.isPresent(); block = reader.next()) {
                boolean work = block.get().kind() == Kind.WORKSET;
                block.get().read(record -> {
                    if (work) {
                        state.workset.add(WORK.deserialize(record));
                    } else {
                        Tuple2<Integer, String> read = STATE.deserialize(record);
                        state.solution.put(read.f0, read.f1);
                    }
                });
            }
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return state;
    }

    /**
     * A loop whose supersteps are random, so that no two runs of it agree; its parts write one after the other, in any order; it
     * dies, or is thought to be dead and goes on beside the run that follows.
     */
    @ParameterizedTest
    @Seeds(
            value = 300,
            also = {8012231189128544518L, 5062000919620617872L})
    void goesOnFromANewestCompletePointOfOneRunWhateverCrashes(long seed, int size) throws IOException {
        new World(new Random(seed)).run(20 + size);
    }

    private static final class World {
        private final Random random;
        private final CrashingFiles files;
        private final SuperstepLog log;
        private final int parts;
        private final Map<Point, List<PartState>> history = new HashMap<>();
        private final List<Run> late = new ArrayList<>();
        private long lastRun;
        private Run current;

        private World(Random random) throws IOException {
            this.random = random;
            this.files = new CrashingFiles(random);
            this.log = new SuperstepLog(files, DIRECTORY);
            log.make();
            this.parts = 1 + random.nextInt(4);
            this.current = new Run(null, List.of());
        }

        private void run(int steps) throws IOException {
            for (int i = 0; i < steps; i++) {
                int dice = random.nextInt(100);
                if (dice < 2) {
                    files.losePower();
                    late.clear();
                    begin();
                } else if (dice < 4) {
                    late.add(current);
                    begin();
                } else {
                    boolean ofLate = dice < 25 && !late.isEmpty();
                    Run run = ofLate ? late.get(random.nextInt(late.size())) : current;
                    if (!lives(run)) {
                        late.remove(run);
                        if (run == current) {
                            begin();
                        }
                    }
                }
            }
            files.losePower();
            late.clear();
            begin();
        }

        /** Lets a run take a step amid faults; false if it died in it. */
        private boolean lives(Run run) {
            files.failures = 20;
            files.crashes = 10;
            try {
                run.step();
                return true;
            } catch (CrashingFiles.Crash e) {
                return false;
            } finally {
                files.failures = 0;
                files.crashes = 0;
            }
        }

        /** Starts the next run from what there is. */
        private void begin() throws IOException {
            @Nullable Point promised = current.promised;
            while (true) {
                Optional<Point> newest = log.newest();
                if (newest.isEmpty()) {
                    assertThat(promised).isNull();
                    current = new Run(null, List.of());
                    return;
                }
                Point point = newest.get();
                if (promised != null) {
                    assertThat(point.superstep())
                            .as("promised %s, found %s", promised, log.complete())
                            .isGreaterThanOrEqualTo(promised.superstep());
                }
                if (!late.isEmpty() && random.nextBoolean() && !lives(late.get(0))) {
                    late.remove(0);
                }
                List<PartState> states = new ArrayList<>();
                try {
                    for (int part = 0; part < parts; part++) {
                        states.add(read(log, point, part));
                    }
                } catch (IOException e) {
                    // A late run has completed a later point meanwhile, and deleted this one.
                    assertThat(log.newest()).isPresent().isNotEqualTo(newest);
                    continue;
                }
                assertThat(states).isEqualTo(history.get(point));
                current = new Run(point, states);
                return;
            }
        }

        private final class Run {
            private final long number = ++lastRun;
            private final List<PartWriter> logs = new ArrayList<>();
            private final List<PartState> states = new ArrayList<>();
            private final List<Map<Integer, String>> changes = new ArrayList<>();
            private final List<Integer> toWrite = new ArrayList<>();
            private final List<PartState> captured = new ArrayList<>();
            private final List<Boolean> full = new ArrayList<>();
            private @Nullable Point promised;
            private int superstep;
            private int capturedAt;
            private boolean refused;

            private Run(@Nullable Point from, List<PartState> restored) {
                promised = from;
                superstep = from == null ? 0 : from.superstep();
                for (int part = 0; part < parts; part++) {
                    logs.add(writer(log, number, part, parts));
                    states.add(
                            from == null
                                    ? new PartState(new TreeMap<>(), new ArrayList<>())
                                    : restored.get(part).copy());
                    changes.add(new TreeMap<>());
                }
            }

            private void step() {
                if (toWrite.isEmpty() || random.nextInt(3) == 0) {
                    superstep();
                    return;
                }
                int part = toWrite.remove(random.nextInt(toWrite.size()));
                try {
                    PartState state = captured.get(part);
                    boolean written = full.get(part)
                            ? writeFull(logs.get(part), capturedAt, state.solution, state.workset)
                            : write(logs.get(part), capturedAt, state.solution, state.workset);
                    refused |= !written;
                    if (toWrite.isEmpty() && !refused) {
                        promised = new Point(capturedAt, number);
                        log.retain(promised);
                    }
                } catch (IOException e) {
                    refused = true;
                }
            }

            private void superstep() {
                superstep++;
                for (int part = 0; part < parts; part++) {
                    for (int i = random.nextInt(4); i > 0; i--) {
                        int key = random.nextInt(12);
                        String value = number + ":" + superstep + ":" + random.nextInt(100);
                        states.get(part).solution.put(key, value);
                        changes.get(part).put(key, value);
                    }
                    states.get(part).workset.clear();
                    for (int i = random.nextInt(3); i > 0; i--) {
                        states.get(part).workset.add(random.nextLong());
                    }
                }
                if (toWrite.isEmpty() && random.nextBoolean()) {
                    capture();
                }
            }

            private void capture() {
                captured.clear();
                full.clear();
                refused = false;
                capturedAt = superstep;
                List<PartState> states = new ArrayList<>();
                for (int part = 0; part < parts; part++) {
                    PartState state = this.states.get(part).copy();
                    states.add(state);
                    full.add(logs.get(part).nextIsFull());
                    captured.add(
                            full.get(part) ? state : new PartState(new TreeMap<>(changes.get(part)), state.workset));
                    changes.get(part).clear();
                    toWrite.add(part);
                }
                history.put(new Point(superstep, number), states);
            }
        }
    }

    @Test
    void seesEveryByteThatIsNotWhatWasWrittenAndEveryEnd() throws IOException {
        CrashingFiles files = new CrashingFiles(new Random(1));
        SuperstepLog log = new SuperstepLog(files, DIRECTORY);
        log.make();
        Map<Integer, String> solution = Map.of(1, "one", 2, "two");
        writeFull(writer(log, 1, 0, 1), 3, solution, List.of(7L, 8L));
        Point point = new Point(3, 1);
        byte[] whole = files.bytes("superstep-3");
        assertThat(read(log, point, 0)).isEqualTo(new PartState(solution, List.of(7L, 8L)));

        for (int at = 0; at < whole.length; at++) {
            byte[] other = whole.clone();
            other[at] ^= (byte) (1 << (at % 8));
            files.replace("superstep-3", other);
            assertThatThrownBy(() -> read(log, point, 0)).as("byte %d", at).isInstanceOf(IOException.class);
            files.replace("superstep-3", Arrays.copyOf(whole, at));
            assertThatThrownBy(() -> read(log, point, 0))
                    .as("cut at %d", at)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("superstep-3-run-1-part-0-of-1-full");
        }
        files.replace("superstep-3", Arrays.copyOf(whole, whole.length + 1));
        assertThatThrownBy(() -> read(log, point, 0)).hasMessageContaining("left behind the end");
    }

    @Test
    void readsAtMostAboutTwiceTheStateAndKeepsNoMoreFiles() throws IOException {
        CrashingFiles files = new CrashingFiles(new Random(1));
        SuperstepLog log = new SuperstepLog(files, DIRECTORY);
        log.make();
        PartWriter part = writer(log, 1, 0, 1);
        Map<Integer, String> solution = new TreeMap<>();
        for (int key = 0; key < 100; key++) {
            solution.put(key, "value");
        }
        int fulls = 0;
        for (int superstep = 1; superstep <= 200; superstep++) {
            solution.put(superstep % 100, "v" + superstep % 10);
            if (part.nextIsFull()) {
                fulls++;
                writeFull(part, superstep, solution, List.of());
            } else {
                String changed = solution.getOrDefault(superstep % 100, "");
                write(part, superstep, Map.of(superstep % 100, changed), List.of());
            }
            log.retain(new Point(superstep, 1));
            assertThat(read(log, new Point(superstep, 1), 0).solution).isEqualTo(solution);
            assertThat(files.count()).isLessThanOrEqualTo(201);
        }
        assertThat(fulls).isBetween(2, 4);
        assertThat(log.complete().get(0)).isEqualTo(new Point(200, 1));
        log.delete();
        assertThat(log.newest()).isEmpty();
    }

    @Test
    void liesInTheLocalFileSystem(@TempDir java.nio.file.Path folder) throws IOException {
        Path directory = Path.fromLocalFile(folder.resolve("loop").toFile());
        SuperstepLog log = new SuperstepLog(FileSystem.getLocalFileSystem(), directory);
        assertThat(log.newest()).isEmpty();
        log.make();
        for (int part = 0; part < 2; part++) {
            PartWriter writer = writer(log, 5, part, 2);
            writeFull(writer, 1, Map.of(part, "a"), List.of(1L));
            write(writer, 2, Map.of(part + 10, "b"), List.of());
            assertThat(log.newest()).isEqualTo(part == 0 ? Optional.empty() : Optional.of(new Point(2, 5)));
        }
        assertThat(read(log, new Point(2, 5), 1)).isEqualTo(new PartState(Map.of(1, "a", 11, "b"), List.of()));
        assertThat(read(log, new Point(1, 5), 1)).isEqualTo(new PartState(Map.of(1, "a"), List.of(1L)));
        PartWriter again = writer(log, 5, 0, 2);
        assertThat(writeFull(again, 1, Map.of(), List.of())).as("there is one").isFalse();
        assertThat(again.nextIsFull()).isTrue();
        log.delete();
        assertThat(folder.resolve("loop")).doesNotExist();
    }

    @Test
    void whatIsWrittenBehindItsDeletionIsNotThere(@TempDir java.nio.file.Path folder) throws IOException {
        Path directory = Path.fromLocalFile(folder.resolve("job/loop").toFile());
        SuperstepLog log = new SuperstepLog(FileSystem.getLocalFileSystem(), directory);
        log.make();
        PartWriter begun = writer(log, 1, 0, 2);
        begun.beginFull(1);
        begun.write(Kind.STATE, Tuple2.of(1, "one"), STATE);
        PartWriter idle = writer(log, 1, 1, 2);

        log.delete();

        begun.commit(1);
        assertThat(begun.committed()).isNegative();
        assertThat(writeFull(begun, 2, Map.of(1, "one"), List.of())).isFalse();
        assertThat(writeFull(idle, 1, Map.of(2, "two"), List.of())).isFalse();
        begun.close();
        idle.close();
        assertThat(folder.resolve("job")).doesNotExist();
    }

    @Test
    void aClosedWriterHasOthersDoNothingIfNothingIsBegun() throws IOException {
        SuperstepLog log = new SuperstepLog(new CrashingFiles(new Random(1)), DIRECTORY);
        log.make();
        List<Runnable> asked = new ArrayList<>();
        PartWriter writer = new PartWriter(log, 1, 0, 1, asked::add, () -> {});
        writer.beginFull(1);
        writer.write(Kind.WORKSET, 1L, WORK);
        writer.commit(1);
        assertThat(asked).hasSize(1);
        asked.get(0).run();
        assertThat(writer.committed()).isEqualTo(1);

        writer.close();

        assertThat(asked).hasSize(1);
    }
}
