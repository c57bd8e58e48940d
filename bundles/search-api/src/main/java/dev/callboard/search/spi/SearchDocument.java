package dev.callboard.search.spi;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that can be found. What callers are shown is {@link #content}; names, tags and the
 * resource are for finding and hiding it only. Immutable.
 */
public final class SearchDocument {
  private final String id;
  private final Map<String, Object> content;
  private final List<String> names;
  private final List<String> tags;
  private final Optional<String> group;
  private final Optional<String> resourceRef;

  private SearchDocument(Builder builder) {
    this.id = builder.id;
    this.content = Collections.unmodifiableMap(new LinkedHashMap<>(builder.content));
    this.names = List.copyOf(builder.names);
    this.tags = List.copyOf(builder.tags);
    this.group = Optional.ofNullable(builder.group);
    this.resourceRef = Optional.ofNullable(builder.resourceRef);
  }

  /**
   * Begins a document.
   *
   * @param id tells it from the others of its type, at all times
   * @param title what it is called
   * @param location where it is: a path of the portal that begins with {@code /}, or an {@code
   *     http} or {@code https} address. A document with another location is not made searchable
   */
  public static Builder document(String id, String title, String location) {
    return new Builder(id, title, location);
  }

  /** Returns what tells it from the others of its type. */
  public String id() {
    return id;
  }

  /** Returns what it is called. */
  public String title() {
    return (String) content.get("title");
  }

  /** Returns its text, empty when it has none. */
  public String text() {
    return (String) content.get("text");
  }

  /** Returns where it is. */
  public String location() {
    return (String) content.get("location");
  }

  /** Returns what callers are shown: {@code title}, {@code text}, {@code location}, its fields. */
  public Map<String, Object> content() {
    return content;
  }

  /** Returns further names. */
  public List<String> names() {
    return names;
  }

  /** Returns its tags. */
  public List<String> tags() {
    return tags;
  }

  /** Returns what it is removed with. */
  public Optional<String> group() {
    return group;
  }

  /** Returns what decides who may see it. */
  public Optional<String> resourceRef() {
    return resourceRef;
  }

  /** Returns a builder with what this document has. */
  public Builder toBuilder() {
    Builder builder = new Builder(id, title(), location());
    builder.content.putAll(content);
    builder.names.addAll(names);
    builder.tags.addAll(tags);
    builder.group = group.orElse(null);
    builder.resourceRef = resourceRef.orElse(null);
    return builder;
  }

  @Override
  public String toString() {
    return id;
  }

  /** Collects a document. Not thread-safe. */
  public static final class Builder {
    private final String id;
    private final Map<String, Object> content = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private String group;
    private String resourceRef;

    private Builder(String id, String title, String location) {
      this.id = requireNonNull(id, "id is null");
      content.put("title", requireNonNull(title, "title is null"));
      content.put("text", "");
      content.put("location", requireNonNull(location, "location is null"));
    }

    /** Sets the text, plain and without markup. */
    public Builder text(String value) {
      content.put("text", requireNonNull(value, "text is null"));
      return this;
    }

    /**
     * Sets a field that callers are shown. Texts, numbers, booleans and lists of them can be
     * filtered by, and are found like the text, but count less. The fields {@code kind}, {@code
     * type}, {@code owner}, {@code lifecycle} and {@code tags} can be counted.
     *
     * @param value a JSON value: text, number, boolean, list or map; not copied
     */
    public Builder field(String name, Object value) {
      requireNonNull(name, "name is null");
      requireNonNull(value, () -> "the field " + name + " is null");
      if (name.equals("authorization")) {
        throw new IllegalArgumentException("who may see a document is told by resourceRef");
      }
      if (List.of("title", "text", "location").contains(name) && !(value instanceof String)) {
        throw new IllegalArgumentException("the field " + name + " must be a text");
      }
      content.put(name, value);
      return this;
    }

    /** Adds a name that it goes by besides its title, such as the name of an entity. */
    public Builder name(String value) {
      names.add(requireNonNull(value, "name is null"));
      return this;
    }

    /** Adds a tag. Tags can be filtered by and counted as {@code tags}. */
    public Builder tag(String value) {
      tags.add(requireNonNull(value, "tag is null"));
      return this;
    }

    /** Sets what it is removed with, such as the entity that a page belongs to. */
    public Builder group(String value) {
      group = requireNonNull(value, "group is null");
      return this;
    }

    /**
     * Sets what decides who may see it: a reference that conditions of the {@link
     * DocumentCollator#visibilityPermission visibility permission} are judged on. Callers are never
     * shown it. A document without one is seen by those for whom there are no conditions.
     */
    public Builder resourceRef(String value) {
      resourceRef = requireNonNull(value, "resourceRef is null");
      return this;
    }

    /** Returns the document. */
    public SearchDocument build() {
      return new SearchDocument(this);
    }
  }
}
