/** Requests by which other systems tell the server what happened there. */
@Export
@Version("1.0.0")
package dev.callboard.platform.webhook;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
