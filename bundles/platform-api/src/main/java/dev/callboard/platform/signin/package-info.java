/** Ways to sign in, which a bundle can bring. */
@Export
@Version("1.1.0")
package dev.callboard.platform.signin;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
