package dev.callboard.catalog.write;

import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.platform.error.PortalException;
import java.util.Optional;
import java.util.function.Supplier;

/** An entity was changed between the reading of it and the transaction that builds on that. */
final class Outdated extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int ATTEMPTS = 5;

  Outdated() {
    super("outdated", null, false, false);
  }

  /** Does work again as long as it is outdated, a few times. */
  static <T> T retry(String ref, Supplier<T> work) {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return work.get();
      } catch (Outdated e) {
        // what is stored now is read anew
        continue;
      }
    }
    try {
      return work.get();
    } catch (Outdated e) {
      throw PortalException.conflict(
          "The entity " + ref + " changes all the time, try again later");
    }
  }

  /** Returns options that hold only while the entity has this etag. */
  static WriteOptions unless(String etag, WriteOptions options) {
    return new WriteOptions(
        options.cause(),
        options.precondition(),
        options.dryRun(),
        new SameVersion(etag, options.guard()));
  }

  /** Lets one version of an entity pass, if another guard does. */
  private record SameVersion(String etag, WriteGuard guard) implements WriteGuard {
    @Override
    public boolean knows(IndexedEntity before) {
      if (!etag.equals(Documents.metadata(before.entity()).get("etag"))) {
        throw new Outdated();
      }
      return guard.knows(before);
    }

    @Override
    public void check(String ref, Optional<IndexedEntity> before) {
      if (before.isEmpty()) {
        throw WriteChecks.unknown(ref);
      }
      guard.check(ref, before);
    }
  }
}
