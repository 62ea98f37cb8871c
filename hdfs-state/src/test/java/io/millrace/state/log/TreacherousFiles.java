package io.millrace.state.log;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A file system in memory that answers late, loses answers, and does what it was asked long after the asker gave up; all
 * from one seed. Not thread-safe.
 */
final class TreacherousFiles {
    private static final Optional<byte[]> DIRECTORY = Optional.empty();

    private final SplittableRandom random;
    private final int treacheryPercent;
    private final TreeMap<String, Optional<byte[]>> tree = new TreeMap<>();
    private final List<Operation<?>> underWay = new ArrayList<>();
    private int lateEffects;

    interface Operation<T> {
        T run() throws IOException;
    }

    TreacherousFiles(SplittableRandom random, int treacheryPercent) {
        this.random = random;
        this.treacheryPercent = treacheryPercent;
        tree.put("", DIRECTORY);
    }

    /** How many operations took effect after their asker had been told that they failed. */
    int lateEffects() {
        return lateEffects;
    }

    /** Does an operation, or does not, or later; and says so, or does not. */
    <T> T treacherously(Operation<T> operation) throws IOException {
        if (!underWay.isEmpty() && random.nextInt(4) == 0) {
            comeToOne();
        }
        if (random.nextInt(100) >= treacheryPercent) {
            return operation.run();
        }
        switch (random.nextInt(3)) {
            case 0 -> throw new IOException("lost on the way");
            case 1 -> {
                try {
                    operation.run();
                } catch (IOException unheard) {
                    throw new IOException("the answer was lost", unheard);
                }
                throw new IOException("the answer was lost");
            }
            default -> {
                underWay.add(operation);
                throw new IOException("no answer yet");
            }
        }
    }

    private void comeToOne() {
        Operation<?> late = underWay.remove(random.nextInt(underWay.size()));
        try {
            late.run();
            lateEffects++;
        } catch (IOException unheard) {
            // Nobody waits for it.
        }
    }

    private static String parentOf(String path) {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    private void requireDirectory(String path) throws IOException {
        Optional<byte[]> there = tree.get(path);
        if (there == null || there.isPresent()) {
            throw new NoSuchFileException(path);
        }
    }

    private void make(String path, Optional<byte[]> what) throws IOException {
        requireDirectory(parentOf(path));
        if (tree.putIfAbsent(path, what) != null) {
            throw new FileAlreadyExistsException(path);
        }
    }

    private void move(String from, String to) throws IOException {
        if (!tree.containsKey(from)) {
            throw new NoSuchFileException(from);
        }
        requireDirectory(parentOf(to));
        if (tree.containsKey(to)) {
            throw new FileAlreadyExistsException(to);
        }
        TreeMap<String, Optional<byte[]>> below = new TreeMap<>(tree.subMap(from + "/", from + "0"));
        tree.put(to, tree.remove(from));
        below.forEach((path, what) -> {
            tree.remove(path);
            tree.put(to + path.substring(from.length()), what);
        });
    }

    private void remove(String path) {
        tree.keySet().removeIf(one -> one.equals(path) || one.startsWith(path + "/"));
    }

    private List<String> names(String directory) throws IOException {
        requireDirectory(directory);
        return tree.keySet().stream()
                .filter(path -> !path.isEmpty() && parentOf(path).equals(directory))
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .toList();
    }

    private byte[] content(String path) throws IOException {
        Optional<byte[]> there = tree.get(path);
        if (there == null || there.isEmpty()) {
            throw new NoSuchFileException(path);
        }
        return there.get();
    }

    /** A write that breaks leaves a part. */
    private byte[] breakable(byte[] content) {
        boolean breaks = content.length > 0 && random.nextInt(100) < treacheryPercent;
        return breaks ? java.util.Arrays.copyOf(content, random.nextInt(content.length)) : content;
    }

    /** As one process sees it; each operation first waits for the process's turn. */
    LogFiles seenBy(Runnable turn) {
        return new LogFiles() {
            private <T> T inTurn(Operation<T> operation) throws IOException {
                turn.run();
                return treacherously(operation);
            }

            @Override
            public void makeBase() throws IOException {
                inTurn(() -> "");
            }

            @Override
            public List<String> list(String directory) throws IOException {
                return inTurn(() -> names(directory));
            }

            @Override
            public void makeDirectory(String path) throws IOException {
                inTurn(() -> {
                    make(path, DIRECTORY);
                    return path;
                });
            }

            @Override
            public void write(String path, byte[] content) throws IOException {
                inTurn(() -> {
                    byte[] written = breakable(content);
                    make(path, Optional.of(written));
                    if (written.length < content.length) {
                        throw new IOException("broke while it was written");
                    }
                    return path;
                });
            }

            @Override
            public void rename(String from, String to) throws IOException {
                inTurn(() -> {
                    move(from, to);
                    return to;
                });
            }

            @Override
            public void delete(String path) throws IOException {
                inTurn(() -> {
                    remove(path);
                    return path;
                });
            }

            @Override
            public byte[] read(String path) throws IOException {
                return inTurn(() -> content(path));
            }
        };
    }
}
