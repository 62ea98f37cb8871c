package io.millrace.yarn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.config.KnownOptions;
import org.junit.jupiter.api.Test;

/** The settings of all that runs on YARN, as {@code millrace settings} prints them. */
class SettingsTest {
    @Test
    void everySettingSaysWhatItIsFor() {
        var settings = KnownOptions.all().byKey();
        assertThat(settings).containsKeys("heartbeat.interval", "high-availability.type", "yarn.application-attempts");
        settings.forEach(
                (key, option) -> assertThat(option.description()).as(key).isNotBlank());
    }
}
