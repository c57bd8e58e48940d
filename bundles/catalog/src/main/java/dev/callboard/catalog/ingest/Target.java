package dev.callboard.catalog.ingest;

import java.util.List;

/**
 * Something to read: what a root or a Location entity names.
 *
 * @param type {@code url} or {@code file}
 * @param target absolute: a URL or a path
 * @param optional whether it may be missing
 * @param parentRef the Location entity that names it
 * @param ancestors the files that lead here
 */
record Target(
    String type, String target, boolean optional, String parentRef, List<String> ancestors) {}
