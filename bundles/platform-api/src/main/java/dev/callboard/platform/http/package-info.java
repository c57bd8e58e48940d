/** What a plugin declares about its REST routes, and event streams. */
@Export
@Version("1.3.0")
package dev.callboard.platform.http;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
