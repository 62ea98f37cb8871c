package io.millrace.benchmarks.codec;

/** One engine's serialiser of one kind of records. */
interface Engine {
    /** Writes all records to memory and reads them back; gives the last. */
    Object roundTrip() throws Exception;

    /** Copies each record; gives the last copy. */
    Object copy();

    static Engine of(String engine, String kind) {
        return switch (engine) {
            case "millrace" -> new MillraceEngine(kind);
            case "flink" -> new FlinkEngine(kind);
            case "fory" -> new ForyEngine(kind);
            default -> throw new IllegalArgumentException("engine " + engine);
        };
    }
}
