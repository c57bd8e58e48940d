/** What others add to notifications. */
@Export
@Version("1.1.0")
package dev.callboard.notifications.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
