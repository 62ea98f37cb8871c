/**
 * What the client and the processes in containers agree upon: what an ApplicationMaster is told, what lies in a container's
 * directory, how a process is started, how an application's end is written down. Read {@link
 * io.millrace.yarn.launch.LaunchSpec} first.
 *
 * <p>It never talks to a ResourceManager, and no secret of an application is ever in its files, commands or texts: secrets
 * travel in YARN's credentials only.
 */
@NullMarked
package io.millrace.yarn.launch;

import org.jspecify.annotations.NullMarked;
