/** Encrypted connections to servers that an operator names. */
@Export
@Version("1.0.0")
package dev.callboard.platform.net;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
