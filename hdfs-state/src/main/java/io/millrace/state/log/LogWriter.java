package io.millrace.state.log;

import io.millrace.control.Epoch;
import io.millrace.control.ledger.LedgerEntry;
import io.millrace.state.log.LogNames.Directory;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One leader's hand on the log. A file system cannot compare and set, so the fence is this:
 *
 * <ol>
 *   <li>Claim: make a directory aside, put one's name into it, rename it to the number of the epoch. A rename uses up its
 *       source, and only one directory is ever tried: so this happens once, however often it is tried, and whenever the
 *       file system comes to it. Were there two, the second could appear after the first was sealed.
 *   <li>Look: list the log. If a higher number is there, stop.
 *   <li>Seal: rename every lower directory to {@code ….sealed}. From then on its leader finds neither the entries that it
 *       put aside nor a directory to put more into, and nothing it does makes one.
 *   <li>Read what is sealed. Of two that look at the same time, at least the lower sees the higher, for both claimed first.
 *   <li>Append: write aside, in the own directory, under a name never used before, then rename without overwriting.
 * </ol>
 *
 * Both methods may be called again after an {@link IOException}, whether or not what they did took effect: what lies there
 * names its writer.
 */
final class LogWriter {
    private final LogFiles files;
    private final Epoch epoch;
    private final String writer;
    private long tries;
    private @Nullable String claim;

    /** Where entries of earlier leaders lie that were found when the log was taken over. */
    private final Map<Long, String> inherited = new TreeMap<>();

    /** Of entries, what was put aside for them and may yet be renamed, though no answer said so. */
    private final TreeMap<Long, List<String>> unanswered = new TreeMap<>();

    /** @param writer a name that no other process has or will have: letters, digits, '_' and '-' */
    LogWriter(LogFiles files, Epoch epoch, String writer) {
        if (!writer.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException(
                    "log: expected a writer's name of letters, digits, '_' and '-', found '" + writer + "'");
        }
        this.files = files;
        this.epoch = epoch;
        this.writer = writer;
    }

    /** Hears of entries that are not what was written. */
    @FunctionalInterface
    interface Damages {
        void damaged(long id, CorruptLogException damage) throws IOException;
    }

    /** @return all entries of earlier leaders, in order */
    List<LedgerEntry> takeOver() throws IOException, SupersededException {
        return takeOverReadable((id, damage) -> {
            throw damage;
        });
    }

    /** @return all entries of earlier leaders that can be read, in order; the others are told */
    List<LedgerEntry> takeOverReadable(Damages damages) throws IOException, SupersededException {
        files.makeBase();
        claim();
        for (Directory directory : look()) {
            if (!directory.sealed() && directory.epoch().isOlderThan(epoch)) {
                seal(directory.epoch());
            }
        }
        return readSealed(damages);
    }

    void append(long id, byte[] content) throws IOException, SupersededException {
        LedgerEntry entry = new LedgerEntry(epoch, id, content);
        String path = LogNames.open(epoch) + "/" + LogNames.entry(id);
        String aside = LogNames.open(epoch) + "/" + LogNames.aside(LogNames.entry(id) + "." + ++tries, writer);
        List<String> tried = unanswered.computeIfAbsent(id, first -> new ArrayList<>());
        tried.add(aside);
        try {
            files.write(aside, EntryFormat.write(new EntryFormat.Written(writer, entry)));
            files.rename(aside, path);
            tried.remove(aside);
        } catch (FileAlreadyExistsException e) {
            requireOwn(path, entry);
        } catch (NoSuchFileException e) {
            throw sealed();
        }
        if (tried.isEmpty()) {
            unanswered.remove(id);
        }
    }

    /** Entries below an id that are, or may yet be, in the log though a try to append them was not answered. */
    List<Long> unansweredBelow(long id) {
        return List.copyOf(unanswered.headMap(id).keySet());
    }

    /**
     * Takes an entry out again, an own one or one that was found at the beginning; nothing happens if it is not there. It does
     * not come back: what earlier tries put aside for it goes first, since a rename of that may still be under way.
     *
     * @throws SupersededException if a later leader has the entry: what it names is not this one's to delete any more. Of an own
     *     entry that is certain; of an earlier leader's, only if this one was deposed before it looked
     */
    void remove(long id) throws IOException, SupersededException {
        for (String aside : unanswered.getOrDefault(id, List.of())) {
            files.delete(aside);
        }
        String found = inherited.get(id);
        if (found != null) {
            requireOpen();
            files.delete(found);
        } else {
            removeOwn(id);
        }
        unanswered.remove(id);
        inherited.remove(id);
    }

    /** By a rename within the own directory, which is impossible once that is sealed, as a deletion may not tell. */
    private void removeOwn(long id) throws IOException, SupersededException {
        String entry = LogNames.entry(id);
        String aside = LogNames.open(epoch) + "/" + LogNames.aside(entry + "." + ++tries, writer);
        try {
            files.rename(LogNames.open(epoch) + "/" + entry, aside);
        } catch (NoSuchFileException e) {
            requireOpen(); // then an earlier try has done it
            return;
        }
        files.delete(aside);
    }

    private void requireOpen() throws IOException, SupersededException {
        try {
            files.list(LogNames.open(epoch));
        } catch (NoSuchFileException e) {
            throw sealed();
        }
    }

    /** It was there before: well if it is what an earlier try wrote. */
    private void requireOwn(String path, LedgerEntry entry) throws IOException, SupersededException {
        EntryFormat.Written there;
        try {
            there = EntryFormat.read(path, files.read(path));
        } catch (NoSuchFileException e) {
            throw sealed();
        }
        if (!there.writer().equals(writer) || !there.entry().equals(entry)) {
            throw new CorruptLogException("ledger entry " + path + ": expected " + entry + " of " + writer + ", found "
                    + there.entry() + " of " + there.writer());
        }
    }

    // Steps of taking over.

    private void claim() throws IOException, SupersededException {
        String directory = LogNames.open(epoch);
        if (claim == null) {
            if (directories().stream().anyMatch(there -> there.epoch().equals(epoch))) {
                throw new SupersededException("the log of epoch " + epoch.number() + " is another leader's already");
            }
            String aside = LogNames.aside(directory + "." + ++tries, writer);
            files.makeDirectory(aside);
            files.write(aside + "/" + LogNames.owner(writer), new byte[0]);
            claim = aside;
        }
        try {
            files.rename(claim, directory);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            // An earlier try has done it, or another leader was faster.
            requireClaimed(directory);
        }
    }

    private void requireClaimed(String directory) throws IOException, SupersededException {
        List<String> names;
        try {
            names = files.list(directory);
        } catch (NoSuchFileException e) {
            throw sealed();
        }
        if (!names.contains(LogNames.owner(writer))) {
            throw new SupersededException("the log of epoch " + epoch.number() + " is another leader's: expected "
                    + LogNames.owner(writer) + " in it, found " + names);
        }
    }

    private SupersededException sealed() {
        return new SupersededException("the log of epoch " + epoch.number() + " was sealed by a later leader");
    }

    private List<Directory> look() throws IOException, SupersededException {
        List<Directory> there = directories();
        for (Directory directory : there) {
            if (epoch.isOlderThan(directory.epoch())) {
                throw new SupersededException(
                        "the log has an epoch " + directory.epoch().number() + ", and this is " + epoch.number());
            }
        }
        return there;
    }

    private void seal(Epoch lower) throws IOException {
        try {
            files.rename(LogNames.open(lower), LogNames.sealed(lower));
        } catch (NoSuchFileException e) {
            // An earlier try did it, or another leader that looked at the same time.
            if (!directories().contains(new Directory(lower, true))) {
                throw new CorruptLogException("log: the directory of epoch " + lower.number() + " has vanished");
            }
        } catch (FileAlreadyExistsException e) {
            throw new CorruptLogException("log: epoch " + lower.number() + " is there both open and sealed");
        }
    }

    private List<LedgerEntry> readSealed(Damages damages) throws IOException {
        List<LedgerEntry> entries = new ArrayList<>();
        for (Directory directory : directories()) {
            if (directory.sealed() && directory.epoch().isOlderThan(epoch)) {
                for (String name : files.list(directory.name())) {
                    OptionalLong id = LogNames.entryId(name);
                    if (id.isPresent()) {
                        inherited.put(id.getAsLong(), directory.name() + "/" + name);
                        try {
                            entries.add(readEntry(directory, name));
                        } catch (CorruptLogException damage) {
                            damages.damaged(id.getAsLong(), damage);
                        }
                    }
                }
            }
        }
        entries.sort(null);
        return entries;
    }

    private LedgerEntry readEntry(Directory directory, String name) throws IOException {
        String path = directory.name() + "/" + name;
        LedgerEntry entry = EntryFormat.read(path, files.read(path)).entry();
        if (!entry.epoch().equals(directory.epoch())
                || entry.id() != LogNames.entryId(name).getAsLong()) {
            throw new CorruptLogException("ledger entry " + path + " holds " + entry);
        }
        return entry;
    }

    private List<Directory> directories() throws IOException {
        return files.list("").stream()
                .map(LogNames::directory)
                .flatMap(Optional::stream)
                .toList();
    }
}
