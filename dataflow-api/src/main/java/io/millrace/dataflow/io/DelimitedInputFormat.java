package io.millrace.dataflow.io;

import io.millrace.dataflow.fs.FSDataInputStream;
import io.millrace.dataflow.fs.FileInputSplit;
import io.millrace.dataflow.fs.FileStatus;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.statistics.BaseStatistics;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of records with a delimiter after each; the last one needs none.
 *
 * <p>A record belongs to the split in which it starts, except that one which starts at the first byte of a split belongs
 * to the split before (only the first split of a file has the record at its first byte). So a split that does not begin
 * the file goes to the first record that starts after its own first byte, and each split reads past its end to finish its
 * last record. The delimiter must not overlap itself (as {@code "||"} does in {@code "|||"}) if files are read in several
 * splits.
 */
public abstract class DelimitedInputFormat<OT> extends FileInputFormat<OT>
        implements CheckpointableInputFormat<FileInputSplit, Long> {
    private static final long serialVersionUID = 1L;

    private static final int DEFAULT_BUFFER_BYTES = 1024 * 1024;
    private static final int DEFAULT_LINE_SAMPLES = 10;
    private static final int SAMPLE_BYTES = 64 * 1024;
    private static final byte[] LINE_FEED = {'\n'};
    private static final long END_OF_SPLIT = -1;

    private byte[] delimiter = LINE_FEED;
    private @Nullable String delimiterString;
    private String charsetName = "UTF-8";
    private int bufferSize = -1;
    private int lineLengthLimit = Integer.MAX_VALUE;
    private int numLineSamples = -1;

    private transient @Nullable Charset charset;
    private transient @Nullable DelimitedReader reader;
    private transient boolean end;

    protected DelimitedInputFormat() {
        this(null);
    }

    protected DelimitedInputFormat(@Nullable Path filePath) {
        super(filePath);
    }

    /**
     * Turns the bytes of one record, without its delimiter, into a record. The bytes are overwritten by later ones.
     *
     * @return null to skip the record
     */
    public abstract @Nullable OT readRecord(OT reuse, byte[] bytes, int offset, int numBytes) throws IOException;

    // ------------------------------------------------------------------ settings

    /** In which delimiters, and by subclasses texts, are written; UTF-8 unless set. */
    public Charset getCharset() {
        Charset known = charset;
        if (known == null) {
            known = Charset.forName(charsetName);
            charset = known;
        }
        return known;
    }

    /** @throws java.nio.charset.UnsupportedCharsetException if there is no such character set */
    public void setCharset(String charset) {
        this.charset = Charset.forName(charset);
        this.charsetName = charset;
        if (delimiterString != null) {
            this.delimiter = delimiterString.getBytes(getCharset());
        }
    }

    public byte[] getDelimiter() {
        return delimiter.clone();
    }

    public void setDelimiter(byte[] delimiter) {
        if (delimiter.length == 0) {
            throw new IllegalArgumentException("A delimiter must not be empty.");
        }
        this.delimiter = delimiter.clone();
        this.delimiterString = null;
    }

    public void setDelimiter(char delimiter) {
        setDelimiter(String.valueOf(delimiter));
    }

    /** Written in the character set that is set now or later. */
    public void setDelimiter(String delimiter) {
        Objects.requireNonNull(delimiter, "Delimiter must not be null");
        setDelimiter(delimiter.getBytes(getCharset()));
        this.delimiterString = delimiter;
    }

    public int getLineLengthLimit() {
        return lineLengthLimit;
    }

    /** In bytes; a longer record is an error. */
    public void setLineLengthLimit(int lineLengthLimit) {
        if (lineLengthLimit < 1) {
            throw new IllegalArgumentException("Line length limit: expected=at least 1, actual=" + lineLengthLimit);
        }
        this.lineLengthLimit = lineLengthLimit;
    }

    public int getBufferSize() {
        return bufferSize;
    }

    /** In bytes; grows for longer records. */
    public void setBufferSize(int bufferSize) {
        if (bufferSize < 2) {
            throw new IllegalArgumentException("Buffer size: expected=at least 2, actual=" + bufferSize);
        }
        this.bufferSize = bufferSize;
    }

    public int getNumLineSamples() {
        return numLineSamples;
    }

    /** How many records are read to estimate their length; 0 for none. */
    public void setNumLineSamples(int numLineSamples) {
        if (numLineSamples < 0) {
            throw new IllegalArgumentException("Number of samples: expected=at least 0, actual=" + numLineSamples);
        }
        this.numLineSamples = numLineSamples;
    }

    // ------------------------------------------------------------------ reading

    @Override
    public void open(FileInputSplit split) throws IOException {
        super.open(split);
        DelimitedReader opened = newReader();
        if (splitStart > 0) {
            opened.goToFirstRecordAfter(splitStart);
        }
        reader = opened;
        end = false;
        initializeSplit(split, null);
    }

    @Override
    public void reopen(FileInputSplit split, Long state) throws IOException {
        super.open(split);
        DelimitedReader opened = newReader();
        end = state == END_OF_SPLIT;
        if (!end) {
            opened.goTo(state);
        }
        reader = opened;
        initializeSplit(split, state);
    }

    /** Called when a split was opened, before its first record; {@code state} is null unless reading goes on. */
    protected void initializeSplit(FileInputSplit split, @Nullable Long state) throws IOException {}

    @Override
    public Long getCurrentState() {
        return end || reader == null ? END_OF_SPLIT : reader.nextRecordOffset();
    }

    @Override
    public boolean reachedEnd() throws IOException {
        if (!end && (reader == null || !reader.hasNext())) {
            end = true;
        }
        return end;
    }

    @Override
    public @Nullable OT nextRecord(OT reuse) throws IOException {
        DelimitedReader open = reader;
        if (end || open == null || !open.next()) {
            end = true;
            return null;
        }
        return readRecord(reuse, open.buffer(), open.offset(), open.length());
    }

    @Override
    public void close() throws IOException {
        reader = null;
        super.close();
    }

    private DelimitedReader newReader() {
        FSDataInputStream open = Objects.requireNonNull(stream);
        long splitEnd = splitLength == READ_WHOLE_SPLIT_FLAG ? Long.MAX_VALUE : splitStart + splitLength;
        int bytes = bufferSize > 0 ? bufferSize : DEFAULT_BUFFER_BYTES;
        return new DelimitedReader(open, delimiter, splitEnd, Math.max(bytes, delimiter.length), lineLengthLimit);
    }

    // ------------------------------------------------------------------ statistics

    @Override
    public @Nullable BaseStatistics getStatistics(@Nullable BaseStatistics cachedStatistics) throws IOException {
        BaseStatistics size = super.getStatistics(cachedStatistics);
        int samples = numLineSamples >= 0 ? numLineSamples : DEFAULT_LINE_SAMPLES;
        if (samples == 0
                || size == null
                || size.getAverageRecordWidth() != BaseStatistics.AVG_RECORD_BYTES_UNKNOWN
                || size.getTotalInputSize() <= 0) {
            return size;
        }
        float average = averageRecordBytes(files(), samples);
        return new FileBaseStatistics(
                ((FileBaseStatistics) size).getLastModificationTime(), size.getTotalInputSize(), average);
    }

    // The first records of the first file that has any: an estimate for the optimizer, which must cost little.
    private float averageRecordBytes(List<FileStatus> files, int samples) throws IOException {
        for (FileStatus file : files) {
            if (file.getLen() == 0) {
                continue;
            }
            try (FSDataInputStream in = file.getPath().getFileSystem().open(file.getPath())) {
                DelimitedReader sample =
                        new DelimitedReader(in, delimiter, SAMPLE_BYTES, SAMPLE_BYTES, lineLengthLimit);
                int read = 0;
                while (read < samples && sample.next()) {
                    read++;
                }
                if (read > 0) {
                    return (float) sample.nextRecordOffset() / read;
                }
            }
        }
        return BaseStatistics.AVG_RECORD_BYTES_UNKNOWN;
    }
}
