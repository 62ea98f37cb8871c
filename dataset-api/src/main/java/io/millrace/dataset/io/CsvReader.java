package io.millrace.dataset.io;

import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.tuple.Tuple1;
import io.millrace.dataflow.tuple.Tuple10;
import io.millrace.dataflow.tuple.Tuple11;
import io.millrace.dataflow.tuple.Tuple12;
import io.millrace.dataflow.tuple.Tuple13;
import io.millrace.dataflow.tuple.Tuple14;
import io.millrace.dataflow.tuple.Tuple15;
import io.millrace.dataflow.tuple.Tuple16;
import io.millrace.dataflow.tuple.Tuple17;
import io.millrace.dataflow.tuple.Tuple18;
import io.millrace.dataflow.tuple.Tuple19;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple20;
import io.millrace.dataflow.tuple.Tuple21;
import io.millrace.dataflow.tuple.Tuple22;
import io.millrace.dataflow.tuple.Tuple23;
import io.millrace.dataflow.tuple.Tuple24;
import io.millrace.dataflow.tuple.Tuple25;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.tuple.Tuple4;
import io.millrace.dataflow.tuple.Tuple5;
import io.millrace.dataflow.tuple.Tuple6;
import io.millrace.dataflow.tuple.Tuple7;
import io.millrace.dataflow.tuple.Tuple8;
import io.millrace.dataflow.tuple.Tuple9;
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
public class CsvReader {
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
    public <T> DataSource<T> pojoType(Class<T> pojoType, String... pojoFields) {
        if (pojoFields.length == 0) {
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

    private <T extends Tuple> DataSource<T> tuples(Class<?>... fields) {
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

    // Tuples of each size

    public <T0> DataSource<Tuple1<T0>> types(Class<T0> type0) {
        return tuples(type0);
    }

    public <T0, T1> DataSource<Tuple2<T0, T1>> types(Class<T0> type0, Class<T1> type1) {
        return tuples(type0, type1);
    }

    public <T0, T1, T2> DataSource<Tuple3<T0, T1, T2>> types(Class<T0> type0, Class<T1> type1, Class<T2> type2) {
        return tuples(type0, type1, type2);
    }

    public <T0, T1, T2, T3> DataSource<Tuple4<T0, T1, T2, T3>> types(
            Class<T0> type0, Class<T1> type1, Class<T2> type2, Class<T3> type3) {
        return tuples(type0, type1, type2, type3);
    }

    public <T0, T1, T2, T3, T4> DataSource<Tuple5<T0, T1, T2, T3, T4>> types(
            Class<T0> type0, Class<T1> type1, Class<T2> type2, Class<T3> type3, Class<T4> type4) {
        return tuples(type0, type1, type2, type3, type4);
    }

    public <T0, T1, T2, T3, T4, T5> DataSource<Tuple6<T0, T1, T2, T3, T4, T5>> types(
            Class<T0> type0, Class<T1> type1, Class<T2> type2, Class<T3> type3, Class<T4> type4, Class<T5> type5) {
        return tuples(type0, type1, type2, type3, type4, type5);
    }

    public <T0, T1, T2, T3, T4, T5, T6> DataSource<Tuple7<T0, T1, T2, T3, T4, T5, T6>> types(
            Class<T0> type0,
            Class<T1> type1,
            Class<T2> type2,
            Class<T3> type3,
            Class<T4> type4,
            Class<T5> type5,
            Class<T6> type6) {
        return tuples(type0, type1, type2, type3, type4, type5, type6);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7> DataSource<Tuple8<T0, T1, T2, T3, T4, T5, T6, T7>> types(
            Class<T0> type0,
            Class<T1> type1,
            Class<T2> type2,
            Class<T3> type3,
            Class<T4> type4,
            Class<T5> type5,
            Class<T6> type6,
            Class<T7> type7) {
        return tuples(type0, type1, type2, type3, type4, type5, type6, type7);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8> DataSource<Tuple9<T0, T1, T2, T3, T4, T5, T6, T7, T8>> types(
            Class<T0> type0,
            Class<T1> type1,
            Class<T2> type2,
            Class<T3> type3,
            Class<T4> type4,
            Class<T5> type5,
            Class<T6> type6,
            Class<T7> type7,
            Class<T8> type8) {
        return tuples(type0, type1, type2, type3, type4, type5, type6, type7, type8);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9> DataSource<Tuple10<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9>> types(
            Class<T0> type0,
            Class<T1> type1,
            Class<T2> type2,
            Class<T3> type3,
            Class<T4> type4,
            Class<T5> type5,
            Class<T6> type6,
            Class<T7> type7,
            Class<T8> type8,
            Class<T9> type9) {
        return tuples(type0, type1, type2, type3, type4, type5, type6, type7, type8, type9);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>
            DataSource<Tuple11<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>> types(
                    Class<T0> type0,
                    Class<T1> type1,
                    Class<T2> type2,
                    Class<T3> type3,
                    Class<T4> type4,
                    Class<T5> type5,
                    Class<T6> type6,
                    Class<T7> type7,
                    Class<T8> type8,
                    Class<T9> type9,
                    Class<T10> type10) {
        return tuples(type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>
            DataSource<Tuple12<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>> types(
                    Class<T0> type0,
                    Class<T1> type1,
                    Class<T2> type2,
                    Class<T3> type3,
                    Class<T4> type4,
                    Class<T5> type5,
                    Class<T6> type6,
                    Class<T7> type7,
                    Class<T8> type8,
                    Class<T9> type9,
                    Class<T10> type10,
                    Class<T11> type11) {
        return tuples(type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>
            DataSource<Tuple13<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>> types(
                    Class<T0> type0,
                    Class<T1> type1,
                    Class<T2> type2,
                    Class<T3> type3,
                    Class<T4> type4,
                    Class<T5> type5,
                    Class<T6> type6,
                    Class<T7> type7,
                    Class<T8> type8,
                    Class<T9> type9,
                    Class<T10> type10,
                    Class<T11> type11,
                    Class<T12> type12) {
        return tuples(type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>
            DataSource<Tuple14<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>> types(
                    Class<T0> type0,
                    Class<T1> type1,
                    Class<T2> type2,
                    Class<T3> type3,
                    Class<T4> type4,
                    Class<T5> type5,
                    Class<T6> type6,
                    Class<T7> type7,
                    Class<T8> type8,
                    Class<T9> type9,
                    Class<T10> type10,
                    Class<T11> type11,
                    Class<T12> type12,
                    Class<T13> type13) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>
            DataSource<Tuple15<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>> types(
                    Class<T0> type0,
                    Class<T1> type1,
                    Class<T2> type2,
                    Class<T3> type3,
                    Class<T4> type4,
                    Class<T5> type5,
                    Class<T6> type6,
                    Class<T7> type7,
                    Class<T8> type8,
                    Class<T9> type9,
                    Class<T10> type10,
                    Class<T11> type11,
                    Class<T12> type12,
                    Class<T13> type13,
                    Class<T14> type14) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13,
                type14);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>
            DataSource<Tuple16<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>> types(
                    Class<T0> type0,
                    Class<T1> type1,
                    Class<T2> type2,
                    Class<T3> type3,
                    Class<T4> type4,
                    Class<T5> type5,
                    Class<T6> type6,
                    Class<T7> type7,
                    Class<T8> type8,
                    Class<T9> type9,
                    Class<T10> type10,
                    Class<T11> type11,
                    Class<T12> type12,
                    Class<T13> type13,
                    Class<T14> type14,
                    Class<T15> type15) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13,
                type14, type15);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16>
            DataSource<Tuple17<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16>> types(
                    Class<T0> type0,
                    Class<T1> type1,
                    Class<T2> type2,
                    Class<T3> type3,
                    Class<T4> type4,
                    Class<T5> type5,
                    Class<T6> type6,
                    Class<T7> type7,
                    Class<T8> type8,
                    Class<T9> type9,
                    Class<T10> type10,
                    Class<T11> type11,
                    Class<T12> type12,
                    Class<T13> type13,
                    Class<T14> type14,
                    Class<T15> type15,
                    Class<T16> type16) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13,
                type14, type15, type16);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17>
            DataSource<Tuple18<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17>> types(
                    Class<T0> type0,
                    Class<T1> type1,
                    Class<T2> type2,
                    Class<T3> type3,
                    Class<T4> type4,
                    Class<T5> type5,
                    Class<T6> type6,
                    Class<T7> type7,
                    Class<T8> type8,
                    Class<T9> type9,
                    Class<T10> type10,
                    Class<T11> type11,
                    Class<T12> type12,
                    Class<T13> type13,
                    Class<T14> type14,
                    Class<T15> type15,
                    Class<T16> type16,
                    Class<T17> type17) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13,
                type14, type15, type16, type17);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18>
            DataSource<Tuple19<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18>>
                    types(
                            Class<T0> type0,
                            Class<T1> type1,
                            Class<T2> type2,
                            Class<T3> type3,
                            Class<T4> type4,
                            Class<T5> type5,
                            Class<T6> type6,
                            Class<T7> type7,
                            Class<T8> type8,
                            Class<T9> type9,
                            Class<T10> type10,
                            Class<T11> type11,
                            Class<T12> type12,
                            Class<T13> type13,
                            Class<T14> type14,
                            Class<T15> type15,
                            Class<T16> type16,
                            Class<T17> type17,
                            Class<T18> type18) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13,
                type14, type15, type16, type17, type18);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19>
            DataSource<
                            Tuple20<
                                    T0,
                                    T1,
                                    T2,
                                    T3,
                                    T4,
                                    T5,
                                    T6,
                                    T7,
                                    T8,
                                    T9,
                                    T10,
                                    T11,
                                    T12,
                                    T13,
                                    T14,
                                    T15,
                                    T16,
                                    T17,
                                    T18,
                                    T19>>
                    types(
                            Class<T0> type0,
                            Class<T1> type1,
                            Class<T2> type2,
                            Class<T3> type3,
                            Class<T4> type4,
                            Class<T5> type5,
                            Class<T6> type6,
                            Class<T7> type7,
                            Class<T8> type8,
                            Class<T9> type9,
                            Class<T10> type10,
                            Class<T11> type11,
                            Class<T12> type12,
                            Class<T13> type13,
                            Class<T14> type14,
                            Class<T15> type15,
                            Class<T16> type16,
                            Class<T17> type17,
                            Class<T18> type18,
                            Class<T19> type19) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13,
                type14, type15, type16, type17, type18, type19);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19, T20>
            DataSource<
                            Tuple21<
                                    T0,
                                    T1,
                                    T2,
                                    T3,
                                    T4,
                                    T5,
                                    T6,
                                    T7,
                                    T8,
                                    T9,
                                    T10,
                                    T11,
                                    T12,
                                    T13,
                                    T14,
                                    T15,
                                    T16,
                                    T17,
                                    T18,
                                    T19,
                                    T20>>
                    types(
                            Class<T0> type0,
                            Class<T1> type1,
                            Class<T2> type2,
                            Class<T3> type3,
                            Class<T4> type4,
                            Class<T5> type5,
                            Class<T6> type6,
                            Class<T7> type7,
                            Class<T8> type8,
                            Class<T9> type9,
                            Class<T10> type10,
                            Class<T11> type11,
                            Class<T12> type12,
                            Class<T13> type13,
                            Class<T14> type14,
                            Class<T15> type15,
                            Class<T16> type16,
                            Class<T17> type17,
                            Class<T18> type18,
                            Class<T19> type19,
                            Class<T20> type20) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13,
                type14, type15, type16, type17, type18, type19, type20);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19, T20, T21>
            DataSource<
                            Tuple22<
                                    T0,
                                    T1,
                                    T2,
                                    T3,
                                    T4,
                                    T5,
                                    T6,
                                    T7,
                                    T8,
                                    T9,
                                    T10,
                                    T11,
                                    T12,
                                    T13,
                                    T14,
                                    T15,
                                    T16,
                                    T17,
                                    T18,
                                    T19,
                                    T20,
                                    T21>>
                    types(
                            Class<T0> type0,
                            Class<T1> type1,
                            Class<T2> type2,
                            Class<T3> type3,
                            Class<T4> type4,
                            Class<T5> type5,
                            Class<T6> type6,
                            Class<T7> type7,
                            Class<T8> type8,
                            Class<T9> type9,
                            Class<T10> type10,
                            Class<T11> type11,
                            Class<T12> type12,
                            Class<T13> type13,
                            Class<T14> type14,
                            Class<T15> type15,
                            Class<T16> type16,
                            Class<T17> type17,
                            Class<T18> type18,
                            Class<T19> type19,
                            Class<T20> type20,
                            Class<T21> type21) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13,
                type14, type15, type16, type17, type18, type19, type20, type21);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19, T20, T21, T22>
            DataSource<
                            Tuple23<
                                    T0,
                                    T1,
                                    T2,
                                    T3,
                                    T4,
                                    T5,
                                    T6,
                                    T7,
                                    T8,
                                    T9,
                                    T10,
                                    T11,
                                    T12,
                                    T13,
                                    T14,
                                    T15,
                                    T16,
                                    T17,
                                    T18,
                                    T19,
                                    T20,
                                    T21,
                                    T22>>
                    types(
                            Class<T0> type0,
                            Class<T1> type1,
                            Class<T2> type2,
                            Class<T3> type3,
                            Class<T4> type4,
                            Class<T5> type5,
                            Class<T6> type6,
                            Class<T7> type7,
                            Class<T8> type8,
                            Class<T9> type9,
                            Class<T10> type10,
                            Class<T11> type11,
                            Class<T12> type12,
                            Class<T13> type13,
                            Class<T14> type14,
                            Class<T15> type15,
                            Class<T16> type16,
                            Class<T17> type17,
                            Class<T18> type18,
                            Class<T19> type19,
                            Class<T20> type20,
                            Class<T21> type21,
                            Class<T22> type22) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13,
                type14, type15, type16, type17, type18, type19, type20, type21, type22);
    }

    public <
                    T0,
                    T1,
                    T2,
                    T3,
                    T4,
                    T5,
                    T6,
                    T7,
                    T8,
                    T9,
                    T10,
                    T11,
                    T12,
                    T13,
                    T14,
                    T15,
                    T16,
                    T17,
                    T18,
                    T19,
                    T20,
                    T21,
                    T22,
                    T23>
            DataSource<
                            Tuple24<
                                    T0,
                                    T1,
                                    T2,
                                    T3,
                                    T4,
                                    T5,
                                    T6,
                                    T7,
                                    T8,
                                    T9,
                                    T10,
                                    T11,
                                    T12,
                                    T13,
                                    T14,
                                    T15,
                                    T16,
                                    T17,
                                    T18,
                                    T19,
                                    T20,
                                    T21,
                                    T22,
                                    T23>>
                    types(
                            Class<T0> type0,
                            Class<T1> type1,
                            Class<T2> type2,
                            Class<T3> type3,
                            Class<T4> type4,
                            Class<T5> type5,
                            Class<T6> type6,
                            Class<T7> type7,
                            Class<T8> type8,
                            Class<T9> type9,
                            Class<T10> type10,
                            Class<T11> type11,
                            Class<T12> type12,
                            Class<T13> type13,
                            Class<T14> type14,
                            Class<T15> type15,
                            Class<T16> type16,
                            Class<T17> type17,
                            Class<T18> type18,
                            Class<T19> type19,
                            Class<T20> type20,
                            Class<T21> type21,
                            Class<T22> type22,
                            Class<T23> type23) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13,
                type14, type15, type16, type17, type18, type19, type20, type21, type22, type23);
    }

    public <
                    T0,
                    T1,
                    T2,
                    T3,
                    T4,
                    T5,
                    T6,
                    T7,
                    T8,
                    T9,
                    T10,
                    T11,
                    T12,
                    T13,
                    T14,
                    T15,
                    T16,
                    T17,
                    T18,
                    T19,
                    T20,
                    T21,
                    T22,
                    T23,
                    T24>
            DataSource<
                            Tuple25<
                                    T0,
                                    T1,
                                    T2,
                                    T3,
                                    T4,
                                    T5,
                                    T6,
                                    T7,
                                    T8,
                                    T9,
                                    T10,
                                    T11,
                                    T12,
                                    T13,
                                    T14,
                                    T15,
                                    T16,
                                    T17,
                                    T18,
                                    T19,
                                    T20,
                                    T21,
                                    T22,
                                    T23,
                                    T24>>
                    types(
                            Class<T0> type0,
                            Class<T1> type1,
                            Class<T2> type2,
                            Class<T3> type3,
                            Class<T4> type4,
                            Class<T5> type5,
                            Class<T6> type6,
                            Class<T7> type7,
                            Class<T8> type8,
                            Class<T9> type9,
                            Class<T10> type10,
                            Class<T11> type11,
                            Class<T12> type12,
                            Class<T13> type13,
                            Class<T14> type14,
                            Class<T15> type15,
                            Class<T16> type16,
                            Class<T17> type17,
                            Class<T18> type18,
                            Class<T19> type19,
                            Class<T20> type20,
                            Class<T21> type21,
                            Class<T22> type22,
                            Class<T23> type23,
                            Class<T24> type24) {
        return tuples(
                type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11, type12, type13,
                type14, type15, type16, type17, type18, type19, type20, type21, type22, type23, type24);
    }
}
