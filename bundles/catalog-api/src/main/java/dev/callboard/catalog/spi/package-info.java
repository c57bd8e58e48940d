/** The software catalog: what plugins implement. */
@Export
@Version("1.0.0")
package dev.callboard.catalog.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
