/**
 * Finds entities where an organisation keeps its code, its people and its tables.
 *
 * <p>One engine for all of them: a source gives pages, the engine remembers in the database how far
 * it has come and what it gave, and hands over only what changed.
 */
@CallboardPlugin(
    id = "catalog-discovery",
    name = "Catalog discovery",
    description = "Finds entities on GitHub and GitLab, and in tables of other systems")
package dev.callboard.catalog.discovery;

import dev.callboard.platform.plugin.CallboardPlugin;
