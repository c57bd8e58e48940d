/** Read access to the layered configuration, and what in it must not be shown. */
@Export
@Version("1.2.0")
package dev.callboard.platform.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
