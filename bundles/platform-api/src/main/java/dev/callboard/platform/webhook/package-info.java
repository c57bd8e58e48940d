/** Requests by which systems tell each other what happened. */
@Export
@Version("1.1.0")
package dev.callboard.platform.webhook;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
