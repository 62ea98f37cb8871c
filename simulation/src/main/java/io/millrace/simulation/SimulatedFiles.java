package io.millrace.simulation;

import io.millrace.control.checkpoint.Manifest;
import io.millrace.control.checkpoint.StateHandle;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The one file system of a world: what was written is safe when it was synced; of the rest a process that dies may leave
 * nothing, a part, or all. What {@link FileFaults} says happens to it until it is healed. It knows what it did to each file,
 * and what the file held when its writer closed it.
 *
 * <p>Paths are absolute and without a scheme. Directories are what files lie in, and what was made one.
 */
final class SimulatedFiles {
    /** A file, and what became of it. */
    static final class Stored {
        final String path;
        final String writer;
        private byte[] bytes = new byte[0];
        private byte[] asClosed = new byte[0];
        private int synced;
        private boolean open = true;
        private boolean damaged;
        private boolean late;

        Stored(String path, String writer) {
            this.path = path;
            this.writer = writer;
        }

        int length() {
            return bytes.length;
        }

        /** Written, or gone on with, after its writer's death. */
        boolean isLate() {
            return late;
        }
    }

    private final World world;
    private final FileFaults faults;
    private final SplittableRandom random;
    private final Map<String, Stored> files = new TreeMap<>();
    private final TreeSet<String> directories = new TreeSet<>();
    /** Of the ledger of jobs: what other files suffer does not depend on how often it is asked. */
    private final SplittableRandom ledgerRandom;

    private final SealRule seals = new SealRule();
    private Steps steps = (process, what, path) -> {};
    private int lateRenamePercent;
    private int failing;
    private int full;
    private int recoveryDamages;
    private boolean healed;
    private long changes;

    SimulatedFiles(World world, FileFaults faults, SplittableRandom random) {
        this.world = world;
        this.faults = faults;
        this.random = random;
        this.ledgerRandom = new SplittableRandom(world.seed());
        this.recoveryDamages = faults.recoveryDamages();
    }

    /** Hears of what leaders do to their files, one step after the other. */
    @FunctionalInterface
    interface Steps {
        /** May end the process. */
        void step(String process, String what, String path);
    }

    void hearSteps(Steps listener, int percentOfRenamesLate) {
        steps = listener;
        lateRenamePercent = percentOfRenamesLate;
    }

    void step(String process, String what, String path) {
        world.log(process + " " + what + " " + path);
        steps.step(process, what, path);
    }

    // Faults.

    /** What {@link FileFaults} says will happen, within a time. */
    void plan(int withinMs) {
        for (int i = 0; i < faults.outages(); i++) {
            world.events().at(random.nextInt(withinMs), this::fail);
        }
        for (int i = 0; i < faults.fullTimes(); i++) {
            world.events().at(random.nextInt(withinMs), this::fill);
        }
        for (int i = 0; i < faults.damages(); i++) {
            world.events().at(random.nextInt(withinMs), () -> damageOne(SimulatedFiles::isSnapshot));
        }
        for (int i = 0; i < faults.ledgerDamages(); i++) {
            world.events().at(random.nextInt(withinMs), () -> damageOne(SimulatedFiles::isLedger));
        }
    }

    private static boolean isSnapshot(String path) {
        return (path.contains("/chk-") || path.contains("/superstep-")) && !isLedger(path) && !isOfJobs(path);
    }

    private static boolean isLedger(String path) {
        return (path.contains("/log/") || path.endsWith("/_metadata")) && !isOfJobs(path);
    }

    private static boolean isOfJobs(String path) {
        return path.startsWith(World.LEDGER);
    }

    private SplittableRandom diceFor(String path) {
        return isOfJobs(path) ? ledgerRandom : random;
    }

    /** Whether what is to be done now happens later, unanswered. */
    boolean isLate() {
        boolean late = !healed && lateRenamePercent > 0 && ledgerRandom.nextInt(100) < lateRenamePercent;
        if (late) {
            world.faults().count("rename that came late");
        }
        return late;
    }

    void later(int msMax, Runnable work) {
        world.events().after(1L + ledgerRandom.nextInt(msMax), work);
    }

    private void fail() {
        failing++;
        world.events().after(1L + random.nextInt(faults.outageMsMax()), () -> failing--);
    }

    private void fill() {
        full++;
        world.events().after(1L + random.nextInt(faults.outageMsMax()), () -> full--);
    }

    void heal() {
        healed = true;
    }

    boolean isHealed() {
        return healed;
    }

    /** How long the next answer takes. */
    int delayMs() {
        return random.nextInt(healed ? 50 : Math.max(1, faults.delayMsMax()));
    }

    /** Whether what a process has begun goes on when it is dead; known only to the file system. */
    boolean outlivesItsProcess() {
        return !healed && random.nextInt(100) < faults.lateWritePercent();
    }

    private interface Paths {
        boolean match(String path);
    }

    private void damageOne(Paths which) {
        List<Stored> whole = new ArrayList<>();
        for (Stored file : files.values()) {
            if (!healed && !file.open && file.bytes.length > 0 && which.match(file.path)) {
                whole.add(file);
            }
        }
        if (!whole.isEmpty()) {
            damage(whole.get(random.nextInt(whole.size())));
        }
    }

    private void damage(Stored file) {
        byte[] bytes = file.bytes.clone();
        int at = random.nextInt(bytes.length);
        if (random.nextInt(3) == 0) {
            file.bytes = Arrays.copyOf(bytes, at);
            world.faults().count("file cut short");
            world.log(file.path + " is cut short at " + at);
        } else {
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            file.bytes = bytes;
            world.faults().count("bit flipped");
            world.log(file.path + " has a bit flipped at " + at);
        }
        file.damaged = true;
        changes++;
    }

    /** A job has begun to recover, and this is what it would like to go on from. */
    void recoveryBegins(Manifest newest) {
        if (healed || recoveryDamages == 0 || random.nextInt(4) == 0) {
            return;
        }
        List<Stored> parts = new ArrayList<>();
        newest.files().forEach(path -> file(SimulatedFileSystem.pathIn(path)).ifPresent(parts::add));
        parts.removeIf(file -> file.bytes.length == 0);
        if (!parts.isEmpty()) {
            recoveryDamages--;
            world.faults().count("newest checkpoint damaged before it is restored");
            damage(parts.get(random.nextInt(parts.size())));
        }
    }

    /** A process has died: what it had not synced may be lost. */
    void died(String process) {
        for (Stored file : files.values()) {
            if (file.open && file.writer.equals(process)) {
                int unsynced = file.bytes.length - file.synced;
                int left = file.synced + (unsynced == 0 ? 0 : random.nextInt(unsynced + 1));
                if (left < file.bytes.length) {
                    world.faults().count("unsynced bytes lost");
                }
                file.bytes = Arrays.copyOf(file.bytes, left);
                file.late = true;
                changes++;
            }
        }
        if (random.nextInt(100) < faults.outagePercent()) {
            fail();
        }
        if (random.nextInt(100) < faults.damagePercent()) {
            damageOne(SimulatedFiles::isSnapshot);
        }
    }

    /** @throws IOException now and then */
    void mayFail(String what, String path) throws IOException {
        if (!healed && failing > 0 && diceFor(path).nextInt(100) < faults.failPercent()) {
            world.faults().count("file operation failed");
            throw new IOException("simulated: " + what + " of " + path + " failed");
        }
    }

    private void needsRoom(String path) throws IOException {
        if (!healed && full > 0) {
            world.faults().count("disk full");
            throw new IOException("simulated: no space left for " + path);
        }
    }

    // What can be done with it.

    Stored create(String path, String writer) throws IOException {
        mayFail("creation", path);
        needsRoom(path);
        if (files.containsKey(path) || directories.contains(path)) {
            throw new FileAlreadyExistsException(path);
        }
        Stored file = new Stored(path, writer);
        file.late = !world.isAlive(writer);
        files.put(path, file);
        seals.created(path);
        changes++;
        return file;
    }

    void append(Stored file, byte[] from, int offset, int count) throws IOException {
        require(file);
        needsRoom(file.path);
        int before = file.bytes.length;
        try {
            mayFail("writing", file.path);
        } catch (IOException e) {
            add(file, from, offset, diceFor(file.path).nextInt(count + 1));
            throw e;
        }
        add(file, from, offset, count);
        if (file.bytes.length < before + count) {
            throw new IllegalStateException("bytes got lost on the way to " + file.path);
        }
    }

    private void add(Stored file, byte[] from, int offset, int count) {
        int before = file.bytes.length;
        file.bytes = Arrays.copyOf(file.bytes, before + count);
        System.arraycopy(from, offset, file.bytes, before, count);
        file.late |= !world.isAlive(file.writer);
        changes++;
    }

    void sync(Stored file) throws IOException {
        require(file);
        mayFail("syncing", file.path);
        file.synced = file.bytes.length;
    }

    void close(Stored file) throws IOException {
        if (file.open) {
            file.open = false;
            file.asClosed = file.bytes;
            mayFail("closing", file.path);
        }
    }

    private void require(Stored file) throws IOException {
        if (files.get(file.path) != file) {
            throw new FileNotFoundException(file.path + " was deleted while it was written");
        }
    }

    byte[] read(String path) throws IOException {
        mayFail("reading", path);
        Stored file = files.get(path);
        if (file == null) {
            throw new FileNotFoundException(path);
        }
        return file.bytes;
    }

    /** @throws EOFException if it is shorter */
    static void requireLength(String path, byte[] bytes, long length) throws EOFException {
        if (bytes.length < length) {
            throw new EOFException(path + " has " + bytes.length + " bytes, expected " + length);
        }
    }

    boolean isFile(String path) {
        return files.containsKey(path);
    }

    boolean isDirectory(String path) {
        return directories.contains(path) || !below(path).isEmpty();
    }

    /** The paths of all files below a directory. */
    List<String> below(String directory) {
        return files.keySet().stream()
                .filter(path -> path.startsWith(directory + "/"))
                .toList();
    }

    /** The paths of all files, but for those that a process wrote to when it was dead. */
    List<String> notLate() {
        return files.values().stream()
                .filter(file -> !file.late)
                .map(file -> file.path)
                .toList();
    }

    /** The names in a directory. */
    List<String> names(String directory) {
        TreeSet<String> names = new TreeSet<>();
        for (TreeSet<String> all : List.of(new TreeSet<>(files.keySet()), directories)) {
            for (String path : all) {
                if (path.startsWith(directory + "/")) {
                    names.add(path.substring(directory.length() + 1).split("/", 2)[0]);
                }
            }
        }
        return List.copyOf(names);
    }

    void makeDirectory(String path) {
        directories.add(path);
        changes++;
    }

    /** A file, or a directory with all in it. @return whether there was something */
    boolean delete(String path) {
        boolean was = files.keySet().removeIf(one -> one.equals(path) || one.startsWith(path + "/"));
        was |= directories.removeIf(one -> one.equals(path) || one.startsWith(path + "/"));
        changes++;
        return was;
    }

    /** Atomically, and durably. The target does not exist. */
    void rename(String from, String to) {
        for (String path : List.copyOf(files.keySet())) {
            if (path.equals(from) || path.startsWith(from + "/")) {
                String moved = to + path.substring(from.length());
                files.put(moved, copyOf(Objects.requireNonNull(files.remove(path)), moved));
            }
        }
        for (String path : List.copyOf(directories)) {
            if (path.equals(from) || path.startsWith(from + "/")) {
                directories.remove(path);
                directories.add(to + path.substring(from.length()));
            }
        }
        seals.renamed(to);
        changes++;
    }

    // For those who judge.

    /** Grows whenever something changes. */
    long changes() {
        return changes;
    }

    Optional<Stored> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** The same files, which nothing happens to any more. */
    SimulatedFiles copy() {
        SimulatedFiles same = new SimulatedFiles(world, FileFaults.NONE, new SplittableRandom(changes));
        same.heal();
        files.forEach((path, file) -> same.files.put(path, copyOf(file, path)));
        same.directories.addAll(directories);
        return same;
    }

    private static Stored copyOf(Stored old, String path) {
        Stored copy = new Stored(path, old.writer);
        copy.bytes = old.bytes;
        copy.asClosed = old.asClosed;
        copy.synced = old.synced;
        copy.open = old.open;
        copy.damaged = old.damaged;
        copy.late = old.late;
        return copy;
    }

    /** Whether a file is there, complete, and nothing was done to it. */
    boolean isUndamaged(String path) {
        Stored file = files.get(path);
        return file != null && !file.open && !file.damaged;
    }

    /** Why a segment is not as it was acknowledged, leaving aside what the world did to it; empty if it is. */
    Optional<String> wrong(StateHandle part) {
        String path = pathOf(part);
        Stored file = files.get(path);
        if (file == null) {
            return Optional.of(path + " is gone");
        }
        if (file.open || file.late) {
            return Optional.of(path + " was never completed by who began it");
        }
        if (file.synced < part.offset() + part.length()) {
            return Optional.of(
                    path + " has " + file.synced + " synced bytes, expected " + (part.offset() + part.length()));
        }
        if (!file.damaged && !isIntact(part)) {
            return Optional.of(path + " has other bytes than when it was closed");
        }
        return Optional.empty();
    }

    /** Whether a segment's bytes are those that were there when its file was closed. */
    boolean isIntact(StateHandle part) {
        Stored file = files.get(pathOf(part));
        int from = (int) part.offset();
        int to = (int) (part.offset() + part.length());
        return file != null
                && to <= file.bytes.length
                && to <= file.asClosed.length
                && Arrays.equals(file.bytes, from, to, file.asClosed, from, to);
    }

    /** Whether a segment's file is there, and long enough. */
    boolean isWhole(StateHandle part) {
        Stored file = files.get(pathOf(part));
        return file != null && part.offset() + part.length() <= file.bytes.length;
    }

    private static String pathOf(StateHandle part) {
        return SimulatedFileSystem.pathIn(part.path());
    }
}
