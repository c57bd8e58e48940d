package dev.callboard.search.fakes;

import dev.callboard.platform.permission.Permission;
import dev.callboard.search.spi.DocumentCollator;
import dev.callboard.search.spi.DocumentSink;
import dev.callboard.search.spi.SearchDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A collator of documents in memory that knows positions: how many changes there were. */
public class ListCollator implements DocumentCollator {
  private final String type;
  private final Map<String, SearchDocument> documents = new LinkedHashMap<>();
  private final List<String> changes = new ArrayList<>();
  private final AtomicInteger readings = new AtomicInteger();
  private volatile Permission permission;
  private volatile Runnable wake = () -> {};
  private volatile RuntimeException failure;
  private volatile boolean forgetful;

  /** Creates one without documents. */
  public ListCollator(String type) {
    this.type = type;
  }

  /** Adds or replaces a document, and tells so. */
  public ListCollator put(SearchDocument document) {
    synchronized (this) {
      documents.put(document.id(), document);
      changes.add(document.id());
    }
    wake.run();
    return this;
  }

  /** Removes a document, and tells so. */
  public void remove(String id) {
    synchronized (this) {
      documents.remove(id);
      changes.add(id);
    }
    wake.run();
  }

  /** Sets without which permission the documents are not shown. */
  public ListCollator needing(Permission wanted) {
    permission = wanted;
    return this;
  }

  /** Has reading fail from now on; null has it work again. */
  public void fail(RuntimeException e) {
    failure = e;
  }

  /** Has every position forgotten. */
  public void forget() {
    forgetful = true;
  }

  /** Returns how often everything was read. */
  public int readings() {
    return readings.get();
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public Optional<Permission> visibilityPermission() {
    return Optional.ofNullable(permission);
  }

  @Override
  public synchronized Optional<String> readAll(DocumentSink sink) {
    if (failure != null) {
      throw failure;
    }
    readings.incrementAndGet();
    forgetful = false;
    documents.values().forEach(sink::put);
    return Optional.of(position());
  }

  @Override
  public synchronized Optional<String> readChanges(String position, DocumentSink sink) {
    if (failure != null) {
      throw failure;
    }
    int from = Integer.parseInt(position);
    if (forgetful || from > changes.size()) {
      return Optional.empty();
    }
    for (String id : changes.subList(from, changes.size())) {
      SearchDocument document = documents.get(id);
      if (document == null) {
        sink.remove(id);
      } else {
        sink.put(document);
      }
    }
    return Optional.of(position());
  }

  private String position() {
    return Integer.toString(changes.size());
  }

  @Override
  public Duration interval() {
    return Duration.ZERO;
  }

  @Override
  public AutoCloseable onChange(Runnable runnable) {
    wake = runnable;
    return () -> wake = () -> {};
  }
}
