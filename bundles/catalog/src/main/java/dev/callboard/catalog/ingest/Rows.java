package dev.callboard.catalog.ingest;

import dev.callboard.catalog.store.SourceRead;
import dev.callboard.catalog.store.SourceRow;
import java.util.List;
import java.util.Set;

/**
 * Makes what is stored of one file.
 *
 * @param rootKey the root it was read for
 * @param key of the file
 * @param parentRef the Location entity that names it
 * @param generation how it was processed
 */
record Rows(String rootKey, String key, String parentRef, String generation) {
  /** Returns the root's own entity, which stands in no file. */
  SourceRead own(ParsedFile parsed) {
    return new SourceRead(
        row("ok", null, Content.NONE, null, null, parsed.claims().size(), now()),
        parsed.claims(),
        false,
        Set.of());
  }

  /**
   * Returns an entity of a provider.
   *
   * @param location where the provider says it comes from; kept in place of a stamp, since what the
   *     entity names is resolved against it
   */
  SourceRead single(ParsedFile parsed, List<ListedTarget> listed, String location) {
    Content content = new Content(null, null, location, null);
    String targets = ListedTarget.text(listed);
    return new SourceRead(
        row(state(parsed), null, content, null, targets, parsed.claims().size(), now()),
        parsed.claims(),
        false,
        parsed.refreshKeys());
  }

  /**
   * Returns an entity that was written through the API.
   *
   * @param digest of its document
   */
  SourceRead written(ParsedFile parsed, String digest) {
    Content content = new Content(null, null, null, digest);
    return new SourceRead(
        row(state(parsed), null, content, null, null, parsed.claims().size(), now()),
        parsed.claims(),
        false,
        parsed.refreshKeys());
  }

  /** Returns a file that was read. */
  SourceRead file(
      ParsedFile parsed, Content content, String dependencies, List<ListedTarget> targets) {
    return new SourceRead(
        row(
            state(parsed),
            Failure.text(parsed.failures()),
            content,
            dependencies,
            ListedTarget.text(targets),
            parsed.claims().size(),
            now()),
        parsed.claims(),
        parsed.incomplete(),
        parsed.refreshKeys());
  }

  /**
   * Returns a file that could not be read, which keeps what it gave before.
   *
   * @param before may be null
   */
  SourceRead unreadable(Failure failure, SourceRow before, String refreshKey) {
    SourceRow row =
        row(
            "unreadable",
            Failure.text(List.of(failure)),
            Content.NONE,
            null,
            before == null ? null : before.targets(),
            before == null ? 0 : before.entities(),
            before == null ? 0 : before.changedAt());
    return new SourceRead(row, List.of(), true, Set.of(refreshKey));
  }

  private static String state(ParsedFile parsed) {
    boolean faulty =
        !parsed.failures().isEmpty()
            || parsed.claims().stream().anyMatch(claim -> claim.json() == null);
    if (parsed.retry()) {
      return Freshness.RETRY;
    }
    return parsed.foreign() ? "ignored" : faulty ? "error" : "ok";
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  private SourceRow row(
      String state,
      String errors,
      Content content,
      String dependencies,
      String targets,
      int entities,
      long changedAt) {
    return new SourceRow(
        rootKey,
        key,
        parentRef,
        state,
        errors,
        content.etag(),
        content.digest(),
        content.stamp(),
        dependencies,
        targets,
        generation,
        entities,
        now(),
        changedAt);
  }
}
