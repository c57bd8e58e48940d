/** What actions that publish to source hosts have in common. */
@Export
@Version("1.1.0")
package dev.callboard.scaffolder.publish;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
