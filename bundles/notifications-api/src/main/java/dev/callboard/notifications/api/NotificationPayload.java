package dev.callboard.notifications.api;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a notification says. Immutable; nothing is checked before it is sent. */
public final class NotificationPayload {
  private final Builder parts;

  private NotificationPayload(Builder parts) {
    this.parts = parts;
  }

  /**
   * Begins a payload.
   *
   * @param title one line, not null
   */
  public static Builder titled(String title) {
    return new Builder(title);
  }

  /** Returns one line that says it all. */
  public String title() {
    return parts.title;
  }

  /** Returns a longer text, or empty. */
  public Optional<String> description() {
    return Optional.ofNullable(parts.description);
  }

  /** Returns where it leads: a path of the portal or an address, or empty. */
  public Optional<String> link() {
    return Optional.ofNullable(parts.link);
  }

  /** Returns how much it matters. */
  public NotificationSeverity severity() {
    return parts.severity;
  }

  /** Returns what it is about, for settings and filters, or empty. */
  public Optional<String> topic() {
    return Optional.ofNullable(parts.topic);
  }

  /**
   * Returns what tells it apart: one of the same scope, origin and user replaces the one before. Or
   * empty.
   */
  public Optional<String> scope() {
    return Optional.ofNullable(parts.scope);
  }

  /** Returns the name of an icon, or empty. */
  public Optional<String> icon() {
    return Optional.ofNullable(parts.icon);
  }

  /** Returns further JSON values, empty when there are none. */
  public Map<String, Object> metadata() {
    return parts.metadata;
  }

  /** Collects the parts of a payload; each may be null for none. Not thread-safe. */
  public static final class Builder {
    private final String title;
    private String description;
    private String link;
    private NotificationSeverity severity = NotificationSeverity.NORMAL;
    private String topic;
    private String scope;
    private String icon;
    private Map<String, Object> metadata = Map.of();

    private Builder(String title) {
      this.title = requireNonNull(title, "title is null");
    }

    private Builder(Builder other) {
      this(other.title);
      description = other.description;
      link = other.link;
      severity = other.severity;
      topic = other.topic;
      scope = other.scope;
      icon = other.icon;
      metadata = other.metadata;
    }

    /** Sets a longer text. */
    public Builder description(String value) {
      description = value;
      return this;
    }

    /** Sets where it leads: a path of the portal, or an http, https or mailto address. */
    public Builder link(String value) {
      link = value;
      return this;
    }

    /** Sets how much it matters, normal when it is not told. */
    public Builder severity(NotificationSeverity value) {
      severity = value == null ? NotificationSeverity.NORMAL : value;
      return this;
    }

    /** Sets what it is about. */
    public Builder topic(String value) {
      topic = value;
      return this;
    }

    /** Sets what tells it apart. */
    public Builder scope(String value) {
      scope = value;
      return this;
    }

    /** Sets the name of an icon. */
    public Builder icon(String value) {
      icon = value;
      return this;
    }

    /** Sets further JSON values. */
    public Builder metadata(Map<String, Object> value) {
      metadata = value == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(value));
      return this;
    }

    /** Returns the payload. */
    public NotificationPayload build() {
      return new NotificationPayload(new Builder(this));
    }
  }
}
