package io.millrace.yarn.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import org.apache.hadoop.security.Credentials;
import org.junit.jupiter.api.Test;

class ApplicationSecretsTest {
    @Test
    void theApplicationMasterFindsBothInItsCredentials() throws IOException {
        ApplicationSecrets made = ApplicationSecrets.make();
        Credentials credentials = new Credentials();
        made.putInto(credentials);

        ApplicationSecrets found = ApplicationSecrets.of(credentials);
        assertThat(found.secret()).isEqualTo(made.secret()).hasSize(32);
        assertThat(found.restToken()).isEqualTo(made.restToken()).matches("[0-9a-f]{64}");
    }

    @Test
    void aTaskManagerIsNotGivenTheToken() throws IOException {
        ApplicationSecrets made = ApplicationSecrets.make();
        Credentials credentials = new Credentials();
        made.putSecretInto(credentials);

        assertThat(ApplicationSecrets.secretOf(credentials)).isEqualTo(made.secret());
        assertThatThrownBy(() -> ApplicationSecrets.of(credentials)).hasMessageContaining("millrace.rest.token");
    }

    @Test
    void eachApplicationHasItsOwnAndShowsNone() {
        ApplicationSecrets one = ApplicationSecrets.make();
        ApplicationSecrets other = ApplicationSecrets.make();

        assertThat(one.secret()).isNotEqualTo(other.secret());
        assertThat(one.restToken()).isNotEqualTo(other.restToken());
        assertThat(one.toString())
                .doesNotContain(one.restToken())
                .doesNotContain(HexFormat.of().formatHex(one.secret()));
    }

    @Test
    void aContainerOfSomebodyElseIsRefused() {
        assertThatThrownBy(() -> ApplicationSecrets.secretOf(new Credentials()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("millrace.secret");
    }
}
