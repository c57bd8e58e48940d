package dev.callboard.catalog.store;

/**
 * A file of a root, as it was read last.
 *
 * @param rootKey the root
 * @param sourceKey the file, such as {@code file:/…}; empty for what the root gives itself
 * @param parentRef the Location entity that lists it, or empty
 * @param state {@code ok}, {@code error} or {@code ignored}
 * @param errors what is wrong with the file, as JSON text, or null
 * @param etag what the host called this version, or null
 * @param digest of the content, or null
 * @param stamp size and time of a local file, or {@code commit} and the commit that changed the
 *     file of a source host last, or null
 * @param dependencies digests and stamps of what its placeholders read, as JSON text, or null
 * @param targets the locations that its entities list, as JSON text, or null
 * @param generation what processed it: kinds, processors, rules
 * @param entities how many entities it gave
 * @param readAt when it was looked at last, in milliseconds
 * @param changedAt when it was found changed last, in milliseconds
 */
public record SourceRow(
    String rootKey,
    String sourceKey,
    String parentRef,
    String state,
    String errors,
    String etag,
    String digest,
    String stamp,
    String dependencies,
    String targets,
    String generation,
    int entities,
    long readAt,
    long changedAt) {}
