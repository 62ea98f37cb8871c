package io.millrace.dataflow.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.config.Configuration;
import org.junit.jupiter.api.Test;

class RichFunctionTest {
    private static class Older extends RichMapFunction<String, String> {
        private static final long serialVersionUID = 1L;
        private transient String found;

        @Override
        public void open(Configuration parameters) throws Exception {
            super.open(parameters);
            found = parameters.getString("greeting", "none");
        }

        @Override
        public String map(String value) {
            return found + value;
        }
    }

    private static final class Newer extends RichMapFunction<String, String> {
        private static final long serialVersionUID = 1L;
        private transient boolean opened;

        @Override
        public void open(OpenContext openContext) throws Exception {
            super.open(openContext);
            opened = true;
        }

        @Override
        public String map(String value) {
            return value + opened;
        }
    }

    @Test
    void theOlderFormOfOpenGetsTheParameters() throws Exception {
        Configuration parameters = new Configuration();
        parameters.setString("greeting", "hello ");
        Older older = new Older();
        older.open(new WithConfigurationOpenContext(parameters));
        assertThat(older.map("x")).isEqualTo("hello x");
        older.open(DefaultOpenContext.INSTANCE);
        assertThat(older.map("x")).isEqualTo("nonex");
    }

    @Test
    void theNewerFormIsCalledAsItIs() throws Exception {
        Newer newer = new Newer();
        newer.open(DefaultOpenContext.INSTANCE);
        assertThat(newer.map("x")).isEqualTo("xtrue");
    }

    @Test
    void saysThatTheContextIsNotThereYet() {
        assertThatThrownBy(() -> new Older().getRuntimeContext())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Older.class.getName());
    }
}
