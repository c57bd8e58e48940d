/** Short messages to the browsers of signed-in users. */
@Export
@Version("1.0.0")
package dev.callboard.platform.signals;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
