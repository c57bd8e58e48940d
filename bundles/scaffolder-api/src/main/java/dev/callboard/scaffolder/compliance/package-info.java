/** Checks that what a template made has to pass. */
@Export
@Version("1.0.0")
package dev.callboard.scaffolder.compliance;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
