/** Facts about entities, which checks of scorecards are held against. */
@Export
@Version("1.1.0")
package dev.callboard.scorecards.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
