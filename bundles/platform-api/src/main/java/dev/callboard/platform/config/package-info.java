/** Read access to the layered configuration. */
@Export
@Version("1.0.0")
package dev.callboard.platform.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
