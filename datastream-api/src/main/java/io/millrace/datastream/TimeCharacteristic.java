package io.millrace.datastream;

/** Which time a program meant before each window and timer said so itself; kept for programs that still set it. */
@Deprecated
public enum TimeCharacteristic {
    ProcessingTime,
    IngestionTime,
    EventTime
}
