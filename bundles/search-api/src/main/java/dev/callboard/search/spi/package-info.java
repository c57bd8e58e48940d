/** Search: what plugins implement to have their documents found. */
@Export
@Version("1.0.0")
package dev.callboard.search.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
