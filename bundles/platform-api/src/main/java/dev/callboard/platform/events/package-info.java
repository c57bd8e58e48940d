/** Events within the server. */
@Export
@Version("1.1.0")
package dev.callboard.platform.events;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
