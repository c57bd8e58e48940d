/**
 * Git over the clients of source hosts, for bundles that fetch or push with JGit: no configuration,
 * key or helper of this machine has a part in it, and no host is reached but through its client.
 */
@Export
@Version("1.0.0")
package dev.callboard.git.transport;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
