/** Start and stop of the server. */
@Export
@Version("1.0.0")
package dev.callboard.platform.lifecycle;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
