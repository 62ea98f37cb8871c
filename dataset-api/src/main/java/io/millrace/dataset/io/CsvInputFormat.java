package io.millrace.dataset.io;

import io.millrace.dataflow.fs.FileInputSplit;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.DelimitedInputFormat;
import io.millrace.dataflow.io.ParseException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of fields with a delimiter between them. Only the fields that are asked for are turned into values; what a line
 * has beyond them is not looked at.
 *
 * @param <OUT> what each line becomes
 */
public abstract class CsvInputFormat<OUT> extends DelimitedInputFormat<OUT> {
    public static final String DEFAULT_LINE_DELIMITER = "\n";
    public static final String DEFAULT_FIELD_DELIMITER = ",";

    private static final long serialVersionUID = 1L;

    private final Class<?>[] fieldTypes;
    private boolean[] included;
    private String fieldDelimiter = DEFAULT_FIELD_DELIMITER;
    private char quote = CsvLine.NO_QUOTE;
    private boolean skipsFirstLine;
    private boolean lenient;
    private @Nullable String commentPrefix;

    private transient @Nullable List<Function<String, Object>> parsers;
    private transient Object @Nullable [] values;
    private transient boolean firstLineIsNext;
    private transient boolean endsLines;

    /**
     * @param fieldTypes of the fields that are asked for
     * @throws IllegalArgumentException if a class cannot be read from text; names those that can
     */
    protected CsvInputFormat(Path filePath, Class<?>[] fieldTypes) {
        super(filePath);
        this.fieldTypes = fieldTypes.clone();
        for (int i = 0; i < fieldTypes.length; i++) {
            if (CsvFieldType.parser(fieldTypes[i]).isEmpty()) {
                throw new IllegalArgumentException("CSV field " + i + ": a " + fieldTypes[i].getName()
                        + " cannot be read from text; expected=one of " + CsvFieldType.known()
                        + ". Read it as String and map it.");
            }
        }
        this.included = new boolean[fieldTypes.length];
        Arrays.fill(included, true);
    }

    /** Makes a record of the fields' values, which are overwritten by the next line's. */
    protected abstract OUT record(Object[] fields) throws IOException;

    // ------------------------------------------------------------------ settings

    public String getFieldDelimiter() {
        return fieldDelimiter;
    }

    public void setFieldDelimiter(String delimiter) {
        if (delimiter.isEmpty()) {
            throw new IllegalArgumentException("The field delimiter of a CSV file must not be empty.");
        }
        this.fieldDelimiter = delimiter;
    }

    /** Lets strings stand in quotes. */
    public void enableQuotedStringParsing(char quoteCharacter) {
        this.quote = quoteCharacter;
    }

    public void setSkipFirstLineAsHeader(boolean skipFirstLine) {
        this.skipsFirstLine = skipFirstLine;
    }

    public boolean isSkippingFirstLineAsHeader() {
        return skipsFirstLine;
    }

    /** True: a line that cannot be read is left out; false (the default): it fails the job. */
    public void setLenient(boolean newLenient) {
        this.lenient = newLenient;
    }

    public boolean isLenient() {
        return lenient;
    }

    /** Lines that begin so are left out. */
    public void setCommentPrefix(@Nullable String newCommentPrefix) {
        this.commentPrefix = newCommentPrefix;
    }

    /**
     * Which fields of a line are asked for, from the first on; none means the first ones.
     *
     * @throws IllegalArgumentException if they are not as many as there are types
     */
    public void setIncludedFields(boolean... mask) {
        int count = 0;
        for (boolean field : mask) {
            count += field ? 1 : 0;
        }
        if (count != fieldTypes.length) {
            throw new IllegalArgumentException("Included CSV fields: expected=as many as types, " + fieldTypes.length
                    + ", actual=" + count + " of " + Arrays.toString(mask));
        }
        this.included = mask.clone();
    }

    // ------------------------------------------------------------------ reading

    @Override
    protected void initializeSplit(FileInputSplit split, @Nullable Long state) throws IOException {
        parsers = Arrays.stream(fieldTypes)
                .map(type -> CsvFieldType.parser(type).orElseThrow())
                .toList();
        values = new Object[fieldTypes.length];
        firstLineIsNext = skipsFirstLine && state == null && splitStart == 0;
        endsLines = Arrays.equals(getDelimiter(), new byte[] {'\n'});
    }

    @Override
    public @Nullable OUT nextRecord(OUT reuse) throws IOException {
        OUT record = null;
        while (record == null && !reachedEnd()) {
            record = super.nextRecord(reuse);
        }
        return record;
    }

    @Override
    public @Nullable OUT readRecord(OUT reuse, byte[] bytes, int offset, int numBytes) throws IOException {
        if (firstLineIsNext) {
            firstLineIsNext = false;
            return null;
        }
        boolean hasReturn = endsLines && numBytes > 0 && bytes[offset + numBytes - 1] == '\r';
        String line = new String(bytes, offset, hasReturn ? numBytes - 1 : numBytes, getCharset());
        if (commentPrefix != null && line.startsWith(commentPrefix)) {
            return null;
        }
        try {
            parse(line);
        } catch (ParseException e) {
            if (lenient) {
                return null;
            }
            throw new ParseException(
                    "The line '" + line + "' of " + currentSplit
                            + " is not as expected: " + e.getMessage()
                            + ". To leave out such lines: ignoreInvalidLines().",
                    e);
        }
        return record(Objects.requireNonNull(values));
    }

    private void parse(String text) throws ParseException {
        CsvLine line = new CsvLine(text, fieldDelimiter, quote);
        Object[] into = Objects.requireNonNull(values);
        int value = 0;
        for (int field = 0; field < included.length && value < into.length; field++) {
            if (!line.hasNext()) {
                throw new ParseException("it has " + field + " fields, expected=at least " + included.length);
            }
            String found = line.next();
            if (included[field]) {
                into[value] = parsed(found, field, value);
                value++;
            }
        }
    }

    private Object parsed(String text, int field, int value) throws ParseException {
        try {
            return Objects.requireNonNull(parsers).get(value).apply(text);
        } catch (IllegalArgumentException e) {
            throw new ParseException(
                    "field " + field + " is '" + text + "', expected=" + fieldTypes[value].getSimpleName(), e);
        }
    }
}
