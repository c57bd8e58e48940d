/** Software templates: the actions that their steps run, and what extends their expressions. */
@Export
@Version("1.0.0")
package dev.callboard.scaffolder.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
