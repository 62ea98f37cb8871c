package io.millrace.testing;

import io.millrace.dataflow.config.Configuration;

/** How large the cluster of a test is, and its settings. Made by {@link Builder}. */
public class MiniClusterResourceConfiguration {
    private final Configuration configuration;
    private final int numberTaskManagers;
    private final int numberSlotsPerTaskManager;

    protected MiniClusterResourceConfiguration(
            Configuration configuration, int numberTaskManagers, int numberSlotsPerTaskManager) {
        this.configuration = new Configuration(configuration);
        this.numberTaskManagers = numberTaskManagers;
        this.numberSlotsPerTaskManager = numberSlotsPerTaskManager;
    }

    public Configuration getConfiguration() {
        return new Configuration(configuration);
    }

    public int getNumberTaskManagers() {
        return numberTaskManagers;
    }

    public int getNumberSlotsPerTaskManager() {
        return numberSlotsPerTaskManager;
    }

    /** One TaskManager with one slot, unless said otherwise. */
    public static final class Builder {
        private Configuration configuration = new Configuration();
        private int numberTaskManagers = 1;
        private int numberSlotsPerTaskManager = 1;

        public Builder setConfiguration(Configuration configuration) {
            this.configuration = configuration;
            return this;
        }

        public Builder setNumberTaskManagers(int numberTaskManagers) {
            this.numberTaskManagers = numberTaskManagers;
            return this;
        }

        public Builder setNumberSlotsPerTaskManager(int numberSlotsPerTaskManager) {
            this.numberSlotsPerTaskManager = numberSlotsPerTaskManager;
            return this;
        }

        public MiniClusterResourceConfiguration build() {
            return new MiniClusterResourceConfiguration(configuration, numberTaskManagers, numberSlotsPerTaskManager);
        }
    }
}
