/** Published documentation, where it is kept, and who builds it. */
@Export
@Version("1.0.0")
package dev.callboard.docs.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
