package io.millrace.taskmanager.exchange.partition;

import io.millrace.taskmanager.exchange.Element;

/** Where an element of a partition is now. */
sealed interface Place permits Segment, Place.InMemory {
    /** Here it is; it belongs to the partition. */
    record InMemory(Element element) implements Place {}
}
