package io.millrace.dataset;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.JobExecutionResult;
import io.millrace.dataflow.fs.FileSystem.WriteMode;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.FileOutputFormat;
import io.millrace.dataflow.io.OutputFormat;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.InputTypeConfigurable;
import io.millrace.dataset.io.CsvOutputFormat;
import io.millrace.dataset.io.TextOutputFormat;
import io.millrace.dataset.io.TextOutputFormat.TextFormatter;
import io.millrace.dataset.operators.DataSetKeys;
import io.millrace.dataset.operators.DataSink;
import io.millrace.operators.sink.AccumulatorSinkFactory;
import io.millrace.operators.sink.CollectedRows;
import io.millrace.operators.sink.CountSinkFactory;
import io.millrace.operators.sink.PrintSinkFactory;
import java.util.List;

/** The part of a data set that takes records out of a program: sinks, and results for the client. */
abstract class DataSetOutputs<T> {
    /** This object, which is a data set. */
    abstract DataSet<T> dataSet();

    // Results at once

    /** Runs the program as far as needed and counts. */
    public long count() throws Exception {
        String name = ClientResults.accumulatorName("count", dataSet().getExecutionEnvironment());
        JobExecutionResult result = dataSet()
                .getExecutionEnvironment()
                .execute(new DataSink<>(dataSet(), new CountSinkFactory(name), "count()"));
        return ClientResults.<Long>of(result, name);
    }

    /** Runs the program as far as needed and fetches all records, which must fit in the client's memory. */
    public List<T> collect() throws Exception {
        String name = ClientResults.accumulatorName("collect", dataSet().getExecutionEnvironment());
        JobExecutionResult result = dataSet()
                .getExecutionEnvironment()
                .execute(new DataSink<>(
                        dataSet(), new AccumulatorSinkFactory<>(name, dataSet().getType()), "collect()"));
        return CollectedRows.ofAccumulator(
                ClientResults.of(result, name),
                dataSet()
                        .getType()
                        .createSerializer(
                                dataSet().getExecutionEnvironment().getConfig().getSerializerConfig()));
    }

    /** Runs the program as far as needed and prints all records here, one a line. */
    public void print() throws Exception {
        for (T record : collect()) {
            System.out.println(record);
        }
    }

    /** As {@link #print()}, to standard error. */
    public void printToErr() throws Exception {
        for (T record : collect()) {
            System.err.println(record);
        }
    }

    // Sinks

    /** As {@link #printOnTaskManager}. */
    @Deprecated
    public DataSink<T> print(String sinkIdentifier) {
        return printOnTaskManager(sinkIdentifier);
    }

    /** As {@link #printOnTaskManager}, to standard error. */
    @Deprecated
    public DataSink<T> printToErr(String sinkIdentifier) {
        return output(new DataSink<>(dataSet(), new PrintSinkFactory(sinkIdentifier, true), "Print"));
    }

    /** Prints on the TaskManagers, each line after {@code prefix} and the number of the subtask. */
    public DataSink<T> printOnTaskManager(String prefix) {
        return output(new DataSink<>(dataSet(), new PrintSinkFactory(prefix, false), "Print"));
    }

    /** One record a line. The file or directory must not exist; see {@link WriteMode#NO_OVERWRITE}. */
    public DataSink<T> writeAsText(String filePath) {
        return writeAsText(filePath, WriteMode.NO_OVERWRITE);
    }

    /**
     * One record a line, as {@code toString} shows it. At parallelism 1 a single file, else a directory; nothing can be
     * seen before all of it is written.
     */
    public DataSink<T> writeAsText(String filePath, WriteMode writeMode) {
        return write(new TextOutputFormat<>(new Path(filePath)), filePath, writeMode);
    }

    /** One record a line, as {@code formatter} shows it. */
    public DataSink<String> writeAsFormattedText(String filePath, TextFormatter<T> formatter) {
        return writeAsFormattedText(filePath, WriteMode.NO_OVERWRITE, formatter);
    }

    public DataSink<String> writeAsFormattedText(String filePath, WriteMode writeMode, TextFormatter<T> formatter) {
        TextFormatter<T> cleaned = dataSet().clean(formatter);
        return dataSet()
                .map(new TextOutputFormat.FormattingMap<>(cleaned))
                .name("Format")
                .writeAsText(filePath, writeMode);
    }

    /** Tuples, one a line, fields separated by commas. */
    public DataSink<T> writeAsCsv(String filePath) {
        return writeAsCsv(filePath, WriteMode.NO_OVERWRITE);
    }

    public DataSink<T> writeAsCsv(String filePath, WriteMode writeMode) {
        return writeAsCsv(
                filePath, CsvOutputFormat.DEFAULT_LINE_DELIMITER, CsvOutputFormat.DEFAULT_FIELD_DELIMITER, writeMode);
    }

    public DataSink<T> writeAsCsv(String filePath, String rowDelimiter, String fieldDelimiter) {
        return writeAsCsv(filePath, rowDelimiter, fieldDelimiter, WriteMode.NO_OVERWRITE);
    }

    /** @throws InvalidProgramException if the records are known not to be tuples */
    @SuppressWarnings("unchecked")
    public DataSink<T> writeAsCsv(String filePath, String rowDelimiter, String fieldDelimiter, WriteMode writeMode) {
        DataSetKeys.checkTuple(dataSet().getType(), "The writeAsCsv() method");
        CsvOutputFormat<Tuple> format = new CsvOutputFormat<>(new Path(filePath), rowDelimiter, fieldDelimiter);
        return write((FileOutputFormat<T>) (FileOutputFormat<?>) format, filePath, writeMode);
    }

    /** Writes by a file format of the user's. */
    public DataSink<T> write(FileOutputFormat<T> outputFormat, String filePath) {
        return write(outputFormat, filePath, WriteMode.NO_OVERWRITE);
    }

    public DataSink<T> write(FileOutputFormat<T> outputFormat, String filePath, WriteMode writeMode) {
        outputFormat.setOutputFilePath(new Path(filePath));
        outputFormat.setWriteMode(writeMode);
        return output(outputFormat);
    }

    /** Writes by any format. */
    public DataSink<T> output(OutputFormat<T> outputFormat) {
        if (outputFormat instanceof InputTypeConfigurable typed) {
            typed.setInputType(
                    dataSet().getType(), dataSet().getExecutionEnvironment().getConfig());
        }
        return output(new DataSink<>(dataSet(), outputFormat));
    }

    private DataSink<T> output(DataSink<T> sink) {
        dataSet().getExecutionEnvironment().registerDataSink(sink);
        return sink;
    }
}
