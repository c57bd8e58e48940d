/** Permissions, policies and their decisions. */
@Export
@Version("1.1.0")
package dev.callboard.platform.permission;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
