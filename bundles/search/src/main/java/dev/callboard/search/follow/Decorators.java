package dev.callboard.search.follow;

import dev.callboard.search.spi.DocumentDecorator;
import dev.callboard.search.spi.DocumentSink;
import dev.callboard.search.spi.SearchDocument;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The decorators for one type, in a fixed order. Immutable. */
final class Decorators {
  private static final Logger LOG = LoggerFactory.getLogger(Decorators.class);

  private final String type;
  private final List<DocumentDecorator> list;

  Decorators(String type, List<DocumentDecorator> all) {
    this.type = type;
    this.list =
        all.stream()
            .filter(each -> each.types().isEmpty() || each.types().contains(type))
            .sorted(Comparator.comparing(each -> each.getClass().getName()))
            .toList();
  }

  /** Returns which ones they are: an index made with others is made anew. */
  String key() {
    return list.stream().map(each -> each.getClass().getName()).collect(Collectors.joining(","));
  }

  /** Returns a sink that decorates what it hands on. */
  DocumentSink before(DocumentSink sink) {
    if (list.isEmpty()) {
      return sink;
    }
    return new DocumentSink() {
      @Override
      public void put(SearchDocument document) {
        decorate(document).ifPresentOrElse(sink::put, () -> sink.remove(document.id()));
      }

      @Override
      public void remove(String id) {
        sink.remove(id);
      }

      @Override
      public void removeGroup(String group) {
        sink.removeGroup(group);
      }
    };
  }

  private Optional<SearchDocument> decorate(SearchDocument document) {
    Optional<SearchDocument> current = Optional.of(document);
    for (DocumentDecorator decorator : list) {
      if (current.isEmpty()) {
        return current;
      }
      SearchDocument before = current.get();
      try {
        current = decorator.decorate(type, before).filter(after -> sameId(before, after));
      } catch (RuntimeException e) {
        LOG.warn("A decorator of search documents failed on {} {}", type, document.id(), e);
      }
    }
    return current;
  }

  private static boolean sameId(SearchDocument before, SearchDocument after) {
    if (before.id().equals(after.id())) {
      return true;
    }
    throw new IllegalStateException("A decorator must not change the id " + before.id());
  }
}
