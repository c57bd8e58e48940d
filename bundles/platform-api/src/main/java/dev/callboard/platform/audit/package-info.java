/** Records of who changed what. */
@Export
@Version("1.2.0")
package dev.callboard.platform.audit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
