/** Reading files from source hosts. */
@Export
@Version("1.4.0")
package dev.callboard.integrations.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
