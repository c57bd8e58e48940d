/** Sends notifications to users. */
@Export
@Version("1.0.0")
package dev.callboard.notifications.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
