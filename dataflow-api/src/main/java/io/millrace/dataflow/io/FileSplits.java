package io.millrace.dataflow.io;

import io.millrace.dataflow.fs.BlockLocation;
import io.millrace.dataflow.fs.FileInputSplit;
import io.millrace.dataflow.fs.FileStatus;
import io.millrace.dataflow.fs.FileSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Divides files into splits of at most a block's length, each with the machines that have its first byte. */
final class FileSplits {
    /** The last split of a file may be that much longer, so that there is no tiny one after it. */
    private static final float MAX_SPLIT_SIZE_DISCREPANCY = 1.1f;

    private final List<FileInputSplit> splits = new ArrayList<>();
    private final long wantedLength;
    private final long minLength;

    private FileSplits(long wantedLength, long minLength) {
        this.wantedLength = wantedLength;
        this.minLength = minLength;
    }

    static FileInputSplit[] of(
            List<FileStatus> files, int wantedSplits, long minLength, Predicate<FileStatus> unsplittable)
            throws IOException {
        long total = files.stream().mapToLong(FileStatus::getLen).sum();
        long wantedLength = total < wantedSplits ? Long.MAX_VALUE : (total + wantedSplits - 1) / wantedSplits;
        FileSplits splits = new FileSplits(wantedLength, minLength);
        for (FileStatus file : files) {
            if (unsplittable.test(file)) {
                splits.addWhole(file);
            } else {
                splits.addParts(file);
            }
        }
        return splits.splits.toArray(new FileInputSplit[0]);
    }

    /** The same in parts of whole units of each file, such as its blocks. */
    static FileInputSplit[] ofUnits(List<FileStatus> files, int wantedSplits, ToLongFunction<FileStatus> unitLength)
            throws IOException {
        long total = files.stream().mapToLong(FileStatus::getLen).sum();
        long wantedLength = Math.max(1, total / Math.max(1, wantedSplits));
        FileSplits splits = new FileSplits(wantedLength, 0);
        for (FileStatus file : files) {
            long unit = unitLength.applyAsLong(file);
            long splitLength = Math.max(1, wantedLength / unit) * unit;
            BlockLocation[] blocks = blocksOf(file);
            for (long start = 0; start < file.getLen(); start += splitLength) {
                splits.add(file, start, Math.min(splitLength, file.getLen() - start), blocks);
            }
        }
        return splits.splits.toArray(new FileInputSplit[0]);
    }

    private void addWhole(FileStatus file) throws IOException {
        String[] hosts = hostsOf(blocksOf(file), 0);
        splits.add(new FileInputSplit(splits.size(), file.getPath(), 0, FileInputFormat.READ_WHOLE_SPLIT_FLAG, hosts));
    }

    private void addParts(FileStatus file) throws IOException {
        BlockLocation[] blocks = blocksOf(file);
        long blockLength = Math.max(1, file.getBlockSize());
        long splitLength = Math.max(Math.min(minLength, blockLength), Math.min(wantedLength, blockLength));
        long start = 0;
        long left = file.getLen();
        while (left > (double) splitLength * MAX_SPLIT_SIZE_DISCREPANCY) {
            add(file, start, splitLength, blocks);
            start += splitLength;
            left -= splitLength;
        }
        // Also for an empty file, so that whoever counts files by their splits sees it.
        add(file, start, left, blocks);
    }

    private void add(FileStatus file, long start, long length, BlockLocation[] blocks) throws IOException {
        splits.add(new FileInputSplit(splits.size(), file.getPath(), start, length, hostsOf(blocks, start)));
    }

    private static BlockLocation[] blocksOf(FileStatus file) throws IOException {
        FileSystem fileSystem = file.getPath().getFileSystem();
        BlockLocation[] blocks = fileSystem.getFileBlockLocations(file, 0, file.getLen());
        Arrays.sort(blocks);
        return blocks;
    }

    private static String[] hostsOf(BlockLocation[] blocks, long offset) throws IOException {
        for (BlockLocation block : blocks) {
            if (offset >= block.getOffset() && offset < block.getOffset() + block.getLength()) {
                return block.getHosts();
            }
        }
        return new String[0];
    }
}
