/** Who is calling, and tokens to call others. */
@Export
@Version("1.1.0")
package dev.callboard.platform.identity;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
