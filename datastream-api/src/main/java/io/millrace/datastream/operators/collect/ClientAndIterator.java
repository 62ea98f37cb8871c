package io.millrace.datastream.operators.collect;

import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.util.CloseableIterator;

/** A running job and the records that it makes. */
public final class ClientAndIterator<E> implements AutoCloseable {
    public final JobClient client;
    public final CloseableIterator<E> iterator;

    public ClientAndIterator(JobClient client, CloseableIterator<E> iterator) {
        this.client = client;
        this.iterator = iterator;
    }

    /** Ends the job if it still runs. */
    @Override
    public void close() throws Exception {
        iterator.close();
    }
}
