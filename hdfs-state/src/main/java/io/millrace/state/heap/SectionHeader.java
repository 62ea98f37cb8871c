package io.millrace.state.heap;

import io.millrace.dataflow.state.StateDescriptor;

/**
 * What a section of a snapshot holds, and of which types.
 *
 * @param name of the state or the timers, as the operator gave it
 * @param keyType as text; so are the others
 * @param valueType empty for timers
 * @param namespaceType empty for state without namespaces
 * @param expires whether values carry the time of their last use
 */
record SectionHeader(Kind kind, String name, String keyType, String valueType, String namespaceType, boolean expires) {
    /** Their order is part of the format: new ones come last. */
    enum Kind {
        VALUE,
        LIST,
        REDUCING,
        AGGREGATING,
        MAP,
        EVENT_TIMERS,
        PROCESSING_TIMERS;

        static Kind of(StateDescriptor.Type type) {
            return switch (type) {
                case VALUE -> VALUE;
                case LIST -> LIST;
                case REDUCING -> REDUCING;
                case AGGREGATING -> AGGREGATING;
                case MAP -> MAP;
            };
        }

        boolean isTimers() {
            return this == EVENT_TIMERS || this == PROCESSING_TIMERS;
        }
    }

    boolean isNamespaced() {
        return !namespaceType.isEmpty();
    }

    /** Whether all but the types is the same: what those are, the serialisers' snapshots say better. */
    boolean isLike(SectionHeader other) {
        return kind == other.kind
                && name.equals(other.name)
                && expires == other.expires
                && isNamespaced() == other.isNamespaced();
    }

    /** For errors. */
    String describe() {
        if (kind.isTimers()) {
            return kind + " of keys " + keyType + " and namespaces " + namespaceType;
        }
        return kind + " of " + valueType + " by " + keyType + (isNamespaced() ? " and namespace " + namespaceType : "")
                + (expires ? ", with a time to live" : "");
    }
}
