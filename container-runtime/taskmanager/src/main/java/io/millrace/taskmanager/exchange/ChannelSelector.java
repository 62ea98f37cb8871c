package io.millrace.taskmanager.exchange;

/** Says which of an edge's channels a record takes. Used by one thread; may count. */
@FunctionalInterface
interface ChannelSelector {
    /** @return from 0 to the number of channels - 1; anything else is reported as the partitioner's mistake */
    int select(Object record) throws Exception;
}
