/** The software catalog: what plugins call. */
@Export
@Version("1.4.0")
package dev.callboard.catalog.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
