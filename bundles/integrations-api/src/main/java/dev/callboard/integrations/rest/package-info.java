/** Calling the REST APIs of source hosts. */
@Export
@Version("1.2.0")
package dev.callboard.integrations.rest;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
