package io.millrace.yarn.deploy;

import io.millrace.dataflow.config.Configuration;
import io.millrace.yarn.launch.YarnOptions;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.yarn.client.util.YarnClientUtils;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/**
 * The delegation tokens that containers get. Those that the user was handed (a scheduler's, by {@code
 * HADOOP_TOKEN_FILE_LOCATION}) are passed on; with Kerberos, and without such a file, new ones are fetched for the file systems
 * of the staging area and of the default, renewable by the ResourceManager.
 */
final class Tokens {
    /** What a container of another application left in this process's credentials is that application's alone. */
    private static final Text OF_APPLICATION_MASTER = new Text("YARN_AM_RM_TOKEN");

    private Tokens() {}

    static Credentials forContainers(Cluster cluster, Configuration settings) throws IOException {
        Credentials credentials = new Credentials();
        for (Token<?> token :
                UserGroupInformation.getCurrentUser().getCredentials().getAllTokens()) {
            if (!token.getKind().equals(OF_APPLICATION_MASTER)) {
                credentials.addToken(token.getService(), token);
            }
        }
        boolean handed = System.getenv(UserGroupInformation.HADOOP_TOKEN_FILE_LOCATION) != null;
        if (UserGroupInformation.isSecurityEnabled() && !handed) {
            YarnConfiguration hadoop = cluster.hadoop().configuration();
            String renewer = YarnClientUtils.getRmPrincipal(hadoop);
            FileSystem.get(hadoop).addDelegationTokens(renewer, credentials);
            if (settings.contains(YarnOptions.STAGING_DIRECTORY)) {
                new Path(settings.get(YarnOptions.STAGING_DIRECTORY))
                        .getFileSystem(hadoop)
                        .addDelegationTokens(renewer, credentials);
            }
        }
        return credentials;
    }
}
