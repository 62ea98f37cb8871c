package io.millrace.yarn.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.security.Credentials;
import org.junit.jupiter.api.Test;

class TaskManagerToldTest {
    private final TaskManagerTold told = new TaskManagerTold(
            "host",
            1234,
            7,
            3,
            Map.of("password", "hush", "key", "a b\nc"),
            "hdfs://h/user/u/.millrace/application_1_1",
            List.of("hdfs://h/a.jar", "hdfs://h/b.jar"));

    @Test
    void comesThroughCredentialsAsItWas() throws Exception {
        Credentials credentials = new Credentials();
        told.putInto(credentials);
        assertThat(TaskManagerTold.of(credentials)).isEqualTo(told);
    }

    @Test
    void isMissingInACredentialsFileOfAnotherProgram() {
        assertThatThrownBy(() -> TaskManagerTold.of(new Credentials()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ApplicationMaster");
    }

    @Test
    void doesNotShowSettings() {
        assertThat(told.toString()).doesNotContain("hush").contains("host:1234");
    }
}
