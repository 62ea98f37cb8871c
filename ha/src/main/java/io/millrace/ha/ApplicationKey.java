package io.millrace.ha;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;

/** What an application shows to ZooKeeper: a name and password of its digest scheme, made from the application's secret. */
final class ApplicationKey {
    static final String SCHEME = "digest";

    /** So that what is shown to ZooKeeper tells nothing of what the secret is used for elsewhere. */
    private static final String PURPOSE = "millrace zookeeper digest 1";

    private static final String USER = "millrace";

    private final String userAndPassword;

    private ApplicationKey(String userAndPassword) {
        this.userAndPassword = userAndPassword;
    }

    /** @param secret the application's; at least 16 bytes */
    static ApplicationKey of(byte[] secret) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("application secret: expected >= 16 bytes, found " + secret.length);
        }
        MessageDigest sha256 = digest("SHA-256");
        sha256.update(PURPOSE.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        return new ApplicationKey(USER + ":" + HexFormat.of().formatHex(sha256.digest(secret)));
    }

    byte[] credentials() {
        return userAndPassword.getBytes(StandardCharsets.UTF_8);
    }

    /** Everything to whoever has the secret, nothing to anybody else. */
    List<ACL> onlyForTheApplication() {
        try {
            String id = DigestAuthenticationProvider.generateDigest(userAndPassword);
            return List.of(new ACL(ZooDefs.Perms.ALL, new Id(SCHEME, id)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks the digest of ZooKeeper's ACLs", e);
        }
    }

    /** For the root: not WRITE and not ADMIN; DELETE, for without it an application could not remove its own znode. */
    static List<ACL> sharedByAll() {
        return List.of(new ACL(
                ZooDefs.Perms.READ | ZooDefs.Perms.CREATE | ZooDefs.Perms.DELETE, ZooDefs.Ids.ANYONE_ID_UNSAFE));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks " + algorithm, e);
        }
    }

    @Override
    public String toString() {
        return "ApplicationKey[hidden]";
    }
}
