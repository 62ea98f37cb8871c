package io.millrace.dataset.io;

import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.PojoTypeInfo;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeExtractor;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.operators.DataSource;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Says how a CSV file, or a directory of them, is to be read; {@code types}, {@code tupleType} or {@code pojoType} gives the
 * data set.
 */
public class CsvReader extends CsvTuples {
    private final Path path;
    private final ExecutionEnvironment context;
    private String lineDelimiter = CsvInputFormat.DEFAULT_LINE_DELIMITER;
    private String fieldDelimiter = CsvInputFormat.DEFAULT_FIELD_DELIMITER;
    private boolean @Nullable [] included;
    private char quote = CsvLine.NO_QUOTE;
    private @Nullable String commentPrefix;
    private boolean skipsFirstLine;
    private boolean skipsInvalidLines;
    private String charset = "UTF-8";

    public CsvReader(Path filePath, ExecutionEnvironment executionContext) {
        this.path = filePath;
        this.context = executionContext;
    }

    public CsvReader(String filePath, ExecutionEnvironment executionContext) {
        this(new Path(filePath), executionContext);
    }

    public Path getFilePath() {
        return path;
    }

    /** Between lines; a line feed unless set. */
    public CsvReader lineDelimiter(String delimiter) {
        this.lineDelimiter = delimiter;
        return this;
    }

    /** Between fields; a comma unless set. */
    public CsvReader fieldDelimiter(String delimiter) {
        this.fieldDelimiter = delimiter;
        return this;
    }

    /** Lets strings stand in quotes, with delimiters inside. */
    public CsvReader parseQuotedStrings(char quoteCharacter) {
        this.quote = quoteCharacter;
        return this;
    }

    /** Leaves out lines that begin with {@code newCommentPrefix}. */
    public CsvReader ignoreComments(String newCommentPrefix) {
        if (newCommentPrefix.isEmpty()) {
            throw new IllegalArgumentException("The comment prefix must not be an empty string");
        }
        this.commentPrefix = newCommentPrefix;
        return this;
    }

    /** Which fields of each line are read, from the first on. */
    public CsvReader includeFields(boolean... fields) {
        if (fields.length == 0) {
            throw new IllegalArgumentException("The set of included fields must not be empty.");
        }
        this.included = trimmed(fields);
        return this;
    }

    /** As {@link #includeFields(boolean...)}: {@code 1}, {@code t} or {@code T} reads a field, {@code 0}, {@code f}, {@code F} does not. */
    public CsvReader includeFields(String mask) {
        boolean[] fields = new boolean[mask.length()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = switch (mask.charAt(i)) {
                case '1', 't', 'T' -> true;
                case '0', 'f', 'F' -> false;
                default ->
                    throw new IllegalArgumentException("The mask of CSV fields '" + mask
                            + "' may contain only '0' and '1', 't' and 'f'; found '" + mask.charAt(i) + "'");
            };
        }
        return includeFields(fields);
    }

    /** As {@link #includeFields(boolean...)}: the lowest bit says whether the first field is read. */
    public CsvReader includeFields(long mask) {
        if (mask == 0) {
            throw new IllegalArgumentException("The description of fields to parse excluded all fields.");
        }
        boolean[] fields = new boolean[Long.SIZE];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = (mask >>> i & 1) == 1;
        }
        return includeFields(fields);
    }

    private static boolean[] trimmed(boolean[] fields) {
        int length = fields.length;
        while (length > 0 && !fields[length - 1]) {
            length--;
        }
        if (length == 0) {
            throw new IllegalArgumentException("The description of fields to parse excluded all fields.");
        }
        return Arrays.copyOf(fields, length);
    }

    /** Leaves out the first line of each file. */
    public CsvReader ignoreFirstLine() {
        this.skipsFirstLine = true;
        return this;
    }

    /** Leaves out lines that cannot be read, which would fail the job. */
    public CsvReader ignoreInvalidLines() {
        this.skipsInvalidLines = true;
        return this;
    }

    public String getCharset() {
        return charset;
    }

    /** @throws IllegalArgumentException if this JVM does not know it */
    public void setCharset(String newCharset) {
        this.charset = Charset.forName(newCharset).name();
    }

    /**
     * Reads lines as POJOs.
     *
     * @param pojoFields in the order of the file
     */
    public <T> DataSource<T> pojoType(Class<T> pojoType, String @Nullable ... pojoFields) {
        if (pojoFields == null || pojoFields.length == 0) {
            throw new IllegalArgumentException(
                    "POJO fields must be specified (in the order of the file) if output type is a POJO.");
        }
        TypeInformation<T> type = TypeExtractor.createTypeInfo(pojoType);
        if (!(type instanceof PojoTypeInfo<T> pojo)) {
            throw new IllegalArgumentException("The specified class " + pojoType.getName()
                    + " is not a POJO: expected=a public class with a public constructor without arguments and fields that"
                    + " are public or have getters and setters");
        }
        return source(new PojoCsvInputFormat<>(path, pojo, pojoFields), type);
    }

    /** Reads lines as a subclass of a tuple, whose fields' types it declares. */
    public <T extends Tuple> DataSource<T> tupleType(Class<T> targetType) {
        TypeInformation<T> type = TypeExtractor.createTypeInfo(targetType);
        if (!(type instanceof TupleTypeInfo<T> tuple)) {
            throw new IllegalArgumentException("The specified class " + targetType.getName()
                    + " is not a subclass of a tuple that names the types of its fields");
        }
        return source(new TupleCsvInputFormat<>(path, tuple), type);
    }

    @Override
    <T extends Tuple> DataSource<T> tuples(Class<?>... fields) {
        TypeInformation<?>[] types =
                Arrays.stream(fields).map(TypeInformation::of).toArray(TypeInformation<?>[]::new);
        TupleTypeInfo<T> type = new TupleTypeInfo<>(types);
        return source(new TupleCsvInputFormat<>(path, type), type);
    }

    private <T> DataSource<T> source(CsvInputFormat<T> format, TypeInformation<T> type) {
        format.setCharset(charset);
        format.setDelimiter(lineDelimiter);
        format.setFieldDelimiter(fieldDelimiter);
        format.setCommentPrefix(commentPrefix);
        format.setSkipFirstLineAsHeader(skipsFirstLine);
        format.setLenient(skipsInvalidLines);
        if (quote != CsvLine.NO_QUOTE) {
            format.enableQuotedStringParsing(quote);
        }
        if (included != null) {
            format.setIncludedFields(included);
        }
        return new DataSource<>(context, format, type, "CSV file " + path);
    }
}
