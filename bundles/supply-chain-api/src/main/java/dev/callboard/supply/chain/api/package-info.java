/** Tells what is known about the security of entities. */
@Export
@Version("1.0.0")
package dev.callboard.supply.chain.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
