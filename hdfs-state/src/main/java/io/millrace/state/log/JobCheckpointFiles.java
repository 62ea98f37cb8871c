package io.millrace.state.log;

import io.millrace.control.Epoch;
import io.millrace.control.checkpoint.CheckpointStore.Found;
import io.millrace.control.checkpoint.Manifest;
import io.millrace.control.checkpoint.ManifestFormat;
import io.millrace.control.checkpoint.StateHandle;
import io.millrace.control.ledger.LedgerEntry;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.fs.FSDataInputStream;
import io.millrace.dataflow.fs.Path;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints of one job in its directory. One thread. */
final class JobCheckpointFiles {
    private static final Pattern CHECKPOINT = Pattern.compile("chk-(\\d{1,18})");
    private static final String MANIFEST = "_metadata";
    private static final int BUFFER = 64 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(JobCheckpointFiles.class);

    private final JobID job;
    private final URI where;
    private final CheckpointStorage storage;
    private final LogFiles files;
    private final LogWriter log;
    private final TreeMap<Long, Manifest> complete = new TreeMap<>();

    /** Those that were committed and whose manifest cannot be read any more; with what was found. */
    private final TreeMap<Long, String> unreadable = new TreeMap<>();

    JobCheckpointFiles(JobID job, URI where, CheckpointStorage storage, Epoch epoch, String writer) throws Exception {
        this.job = job;
        this.where = where;
        this.storage = storage;
        this.files = storage.below(where);
        this.log = new LogWriter(storage.below(URI.create(where + "/log")), epoch, writer);
    }

    /** @return the highest number that was used for a checkpoint, 0 if none was */
    long open() throws IOException, SupersededException {
        files.makeBase();
        complete.clear();
        unreadable.clear();
        for (LedgerEntry entry : log.takeOverReadable(this::readCopy)) {
            try {
                complete.put(entry.id(), ManifestFormat.read(nameOf(entry.id()), entry.content()));
            } catch (IOException e) {
                readCopy(entry.id(), e);
            }
        }
        long newest =
                Math.max(complete.isEmpty() ? 0 : complete.lastKey(), unreadable.isEmpty() ? 0 : unreadable.lastKey());
        for (String name : files.list("")) {
            newest = Math.max(newest, number(name).orElse(0L));
        }
        return newest;
    }

    /** The manifest lies there twice. */
    private void readCopy(long checkpoint, IOException damage) throws IOException {
        String path = name(checkpoint) + "/" + MANIFEST;
        byte[] copy;
        try {
            copy = files.read(path);
        } catch (NoSuchFileException e) {
            unreadable.put(checkpoint, damage.getMessage() + ", and its copy " + path + " is gone");
            return;
        }
        try {
            complete.put(checkpoint, ManifestFormat.read(nameOf(checkpoint), copy));
            LOG.warn("job {}: {}; its copy {} is whole and is taken instead", job, damage.getMessage(), path);
        } catch (IOException e) {
            unreadable.put(checkpoint, damage.getMessage() + ", and its copy " + path + ": " + e.getMessage());
        }
    }

    String where() {
        return where.toString();
    }

    private static Optional<Long> number(String name) {
        Matcher matcher = CHECKPOINT.matcher(name);
        return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
    }

    private String nameOf(long checkpoint) {
        return "of checkpoint " + checkpoint + " in " + where;
    }

    private static String name(long checkpoint) {
        return "chk-" + checkpoint;
    }

    /** The name of the directory that a file lies in. */
    private static String directoryOf(String file) {
        Path directory = new Path(file).getParent();
        return directory == null ? "" : directory.getName();
    }

    String prepare(long checkpoint) throws IOException {
        try {
            files.makeDirectory(name(checkpoint));
        } catch (FileAlreadyExistsException e) {
            // An earlier try made it.
            files.list(name(checkpoint));
        }
        return where + "/" + name(checkpoint);
    }

    void commit(Manifest manifest) throws IOException, SupersededException {
        byte[] content = ManifestFormat.write(manifest);
        String path = name(manifest.checkpoint()) + "/" + MANIFEST;
        try {
            files.write(path, content);
        } catch (FileAlreadyExistsException e) {
            // An earlier try may have left a part.
            files.delete(path);
            files.write(path, content);
        }
        log.append(manifest.checkpoint(), content);
        complete.put(manifest.checkpoint(), manifest);
    }

    void retain(List<Long> checkpoints) throws IOException, SupersededException {
        long newest = checkpoints.stream().mapToLong(Long::longValue).max().orElse(0);
        List<Long> over = complete.headMap(newest).keySet().stream()
                .filter(one -> !checkpoints.contains(one))
                .toList();
        for (long one : over) {
            log.remove(one);
            complete.remove(one);
        }
        for (long one : List.copyOf(unreadable.headMap(newest).keySet())) {
            log.remove(one);
            unreadable.remove(one);
        }
        for (long one : log.unansweredBelow(newest)) {
            if (!complete.containsKey(one)) {
                log.remove(one); // it was refused, and must not appear when its files are gone
            }
        }
        Set<String> needed = new TreeSet<>();
        for (Manifest manifest : complete.values()) {
            needed.add(name(manifest.checkpoint()));
            manifest.files().forEach(file -> needed.add(directoryOf(file)));
        }
        for (String name : files.list("")) {
            if (number(name).orElse(Long.MAX_VALUE) < newest && !needed.contains(name)) {
                files.delete(name);
            }
        }
    }

    /** @throws IOException if it could not be seen how they are; that is not to be taken for damage */
    Found find(boolean thorough) throws IOException {
        List<String> passedOver = new ArrayList<>();
        TreeSet<Long> all = new TreeSet<>(complete.keySet());
        all.addAll(unreadable.keySet());
        for (long checkpoint : all.descendingSet()) {
            Manifest manifest = complete.get(checkpoint);
            Optional<String> wrong =
                    manifest == null ? Optional.ofNullable(unreadable.get(checkpoint)) : wrong(manifest, thorough);
            if (manifest != null && wrong.isEmpty()) {
                return new Found(job, Optional.of(manifest), passedOver);
            }
            String why = wrong.orElse("damaged");
            passedOver.add("checkpoint " + checkpoint + " in " + where + ": " + why);
            if (thorough && manifest != null) {
                // A later search that does not read it would find it again.
                complete.remove(checkpoint);
                unreadable.put(checkpoint, why);
            }
        }
        return new Found(job, Optional.empty(), passedOver);
    }

    private Optional<String> wrong(Manifest manifest, boolean thorough) throws IOException {
        try {
            check(manifest, thorough);
            return Optional.empty();
        } catch (FileNotFoundException | NoSuchFileException e) {
            return Optional.of("a file is missing: " + e.getMessage());
        } catch (DamagedException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Whatever job's checkpoint it is; it is only read. */
    Found read(String place, boolean thorough) {
        Path named = new Path(place);
        Path file = named.getName().equals(MANIFEST) ? named : new Path(named, MANIFEST);
        try (FSDataInputStream in = storage.of(file).open(file)) {
            Manifest manifest = ManifestFormat.read(file.toString(), in.readAllBytes());
            check(manifest, thorough);
            return new Found(job, Optional.of(manifest), List.of());
        } catch (FileNotFoundException | NoSuchFileException e) {
            return new Found(job, Optional.empty(), List.of(file + " does not exist"));
        } catch (IOException | RuntimeException e) {
            return new Found(job, Optional.empty(), List.of(String.valueOf(e.getMessage())));
        }
    }

    private void check(Manifest manifest, boolean thorough) throws IOException {
        Map<String, Long> lengths = new TreeMap<>();
        manifest.handles().forEach(part -> lengths.merge(part.path(), part.offset() + part.length(), Math::max));
        for (Map.Entry<String, Long> file : lengths.entrySet()) {
            Path path = new Path(file.getKey());
            long length = storage.of(path).getFileStatus(path).getLen();
            if (length < file.getValue()) {
                throw new DamagedException(path + ": expected at least " + file.getValue() + " bytes, found " + length);
            }
        }
        if (thorough) {
            for (StateHandle part : manifest.handles().toList()) {
                compare(part);
            }
        }
    }

    private void compare(StateHandle part) throws IOException {
        Path path = new Path(part.path());
        CRC32C checksum = new CRC32C();
        byte[] buffer = new byte[BUFFER];
        try (FSDataInputStream in = storage.of(path).open(path)) {
            in.seek(part.offset());
            for (long left = part.length(); left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new DamagedException(path + " ends " + left + " bytes too early");
                }
                checksum.update(buffer, 0, read);
                left -= read;
            }
        }
        if ((int) checksum.getValue() != part.crc32c()) {
            throw new DamagedException(path + " at " + part.offset() + ": expected checksum "
                    + Integer.toHexString(part.crc32c()) + ", found "
                    + Integer.toHexString((int) checksum.getValue()));
        }
    }

    void close(boolean keep) throws IOException {
        if (!keep) {
            files.delete("");
        }
    }
}
