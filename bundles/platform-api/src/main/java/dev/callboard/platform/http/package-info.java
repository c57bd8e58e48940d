/** What a plugin declares about its REST routes, event streams and WebSockets. */
@Export
@Version("1.5.0")
package dev.callboard.platform.http;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
