/** What a bundle implements to bring source hosts of another type. */
@Export
@Version("1.5.0")
package dev.callboard.integrations.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
