package io.millrace.datastream.functions.sink.filesystem;

import java.io.Serializable;

/** What stands before and after the name of each part file. */
public class OutputFileConfig implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String partPrefix;
    private final String partSuffix;

    /** @throws IllegalArgumentException for a prefix that hides the file or leaves its directory */
    public OutputFileConfig(String partPrefix, String partSuffix) {
        if (partPrefix.startsWith(".") || partPrefix.startsWith("_")) {
            throw new IllegalArgumentException(
                    "The prefix of part files is '" + partPrefix
                            + "', but files whose names begin with '.' or '_' count as hidden and are never read. Choose another.");
        }
        if (partPrefix.contains("/") || partSuffix.contains("/")) {
            throw new IllegalArgumentException("The prefix '" + partPrefix + "' and the suffix '" + partSuffix
                    + "' of part files must not contain '/'; a bucket assigner chooses directories.");
        }
        this.partPrefix = partPrefix;
        this.partSuffix = partSuffix;
    }

    public String getPartPrefix() {
        return partPrefix;
    }

    public String getPartSuffix() {
        return partSuffix;
    }

    public static OutputFileConfigBuilder builder() {
        return new OutputFileConfigBuilder();
    }

    /** Begins with {@code part} and nothing. */
    public static class OutputFileConfigBuilder {
        private String partPrefix = "part";
        private String partSuffix = "";

        public OutputFileConfigBuilder withPartPrefix(String prefix) {
            this.partPrefix = prefix;
            return this;
        }

        public OutputFileConfigBuilder withPartSuffix(String suffix) {
            this.partSuffix = suffix;
            return this;
        }

        public OutputFileConfig build() {
            return new OutputFileConfig(partPrefix, partSuffix);
        }
    }
}
