/** What hosts of repositories with a REST API have in common. */
@Export
@Version("1.0.0")
package dev.callboard.integrations.repository;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
