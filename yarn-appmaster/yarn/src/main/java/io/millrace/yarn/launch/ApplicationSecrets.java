package io.millrace.yarn.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;

/**
 * What makes connections to an application's processes its own: the secret that they prove to each other, and the token that
 * clients of the REST interface show. Both travel in YARN's credentials; the token also lies in a file that only the owner
 * can read. Never on a command line, in an environment, a setting or a log.
 */
public final class ApplicationSecrets {
    /** In a container's credentials: 32 bytes. */
    public static final Text SECRET_ALIAS = new Text("millrace.secret");

    /** In the ApplicationMaster's credentials: 64 hexadecimal digits. */
    public static final Text REST_TOKEN_ALIAS = new Text("millrace.rest.token");

    private static final int BYTES = 32;

    private final byte[] secret;
    private final String restToken;

    private ApplicationSecrets(byte[] secret, String restToken) {
        this.secret = secret;
        this.restToken = restToken;
    }

    /** For a new application, from a cryptographically strong random generator. */
    public static ApplicationSecrets make() {
        SecureRandom random = new SecureRandom();
        byte[] secret = new byte[BYTES];
        byte[] token = new byte[BYTES];
        random.nextBytes(secret);
        random.nextBytes(token);
        return new ApplicationSecrets(secret, HexFormat.of().formatHex(token));
    }

    /** In the ApplicationMaster. @throws IOException if the container was started without them */
    public static ApplicationSecrets of(Credentials credentials) throws IOException {
        byte[] token = credentials.getSecretKey(REST_TOKEN_ALIAS);
        if (token == null) {
            throw missing(REST_TOKEN_ALIAS);
        }
        return new ApplicationSecrets(secretOf(credentials), new String(token, StandardCharsets.US_ASCII));
    }

    /** In a TaskManager, which has the secret alone. */
    public static byte[] secretOf(Credentials credentials) throws IOException {
        byte[] secret = credentials.getSecretKey(SECRET_ALIAS);
        if (secret == null) {
            throw missing(SECRET_ALIAS);
        }
        return secret.clone();
    }

    private static IOException missing(Text alias) {
        return new IOException("This container's credentials hold no '" + alias
                + "'. Only Millrace's client and ApplicationMaster start such containers.");
    }

    public void putInto(Credentials applicationMaster) {
        putSecretInto(applicationMaster);
        applicationMaster.addSecretKey(REST_TOKEN_ALIAS, restToken.getBytes(StandardCharsets.US_ASCII));
    }

    public void putSecretInto(Credentials taskManager) {
        taskManager.addSecretKey(SECRET_ALIAS, secret.clone());
    }

    public byte[] secret() {
        return secret.clone();
    }

    public String restToken() {
        return restToken;
    }

    /** Shows neither. */
    @Override
    public String toString() {
        return "ApplicationSecrets[hidden]";
    }
}
