package dev.callboard.search.spi;

import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Changes documents of others on their way into the index: adds fields, tags or names, or keeps a
 * document out. Register it as a service. When one comes or goes, the types it is for are read
 * anew. Runs on the thread of the collator, so it must be quick; what it throws is logged, and the
 * document is taken as it was.
 */
@ConsumerType
public interface DocumentDecorator {
  /** Returns the types of the documents it is for; empty for all. */
  default Set<String> types() {
    return Set.of();
  }

  /**
   * Returns a document in place of another one, with the same id; empty to keep it out of the
   * index.
   *
   * @param type the type of the document
   */
  Optional<SearchDocument> decorate(String type, SearchDocument document);
}
