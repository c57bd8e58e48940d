package dev.callboard.platform.audit;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.identity.PortalPrincipal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What happened, who did it, to what, and why. Sequence number, time, node and chain hash are added
 * when it is stored. Immutable. Values must not contain secrets.
 */
public final class AuditEvent {
  private final Builder parts;

  private AuditEvent(Builder parts) {
    this.parts = parts;
  }

  /**
   * Starts an event.
   *
   * @param eventId the kind of event, such as {@code plugin-install} or {@code entity-mutate}
   * @param actor who did it
   */
  public static Builder event(String eventId, PortalPrincipal actor) {
    return new Builder(eventId, actor);
  }

  /** Returns the kind of event. */
  public String eventId() {
    return parts.eventId;
  }

  /** Returns what exactly was done, such as {@code update}; may be empty. */
  public String subAction() {
    return parts.subAction;
  }

  /** Returns how much it matters. */
  public Severity severity() {
    return parts.severity;
  }

  /** Returns {@code succeeded} or {@code failed}. */
  public String status() {
    return parts.status;
  }

  /** Returns who did it. */
  public PortalPrincipal actor() {
    return parts.actor;
  }

  /** Returns the kind of thing it was done to, such as {@code entity} or {@code plugin}. */
  public String targetKind() {
    return parts.targetKind;
  }

  /** Returns which thing it was done to, such as {@code component:default/pay}. */
  public String targetRef() {
    return parts.targetRef;
  }

  /**
   * Returns where it came from: any of {@code location}, {@code commit}, {@code request}, {@code
   * task}.
   */
  public Map<String, String> cause() {
    return parts.cause;
  }

  /** Returns the digest of the state before, as {@code sha256:<hex>}, or empty. */
  public Optional<String> before() {
    return parts.before;
  }

  /** Returns the digest of the state after, as {@code sha256:<hex>}, or empty. */
  public Optional<String> after() {
    return parts.after;
  }

  /** Returns the change as JSON Patch (RFC 6902) text without secrets, or empty. */
  public Optional<String> patch() {
    return parts.patch;
  }

  /** Returns further facts: JSON values without secrets. */
  public Map<String, Object> meta() {
    return parts.meta;
  }

  /** Collects the parts of an event; not thread-safe. Severity is medium unless told. */
  public static final class Builder {
    private final String eventId;
    private final PortalPrincipal actor;
    private String subAction = "";
    private Severity severity = Severity.MEDIUM;
    private String status = "succeeded";
    private String targetKind = "";
    private String targetRef = "";
    private Map<String, String> cause = Map.of();
    private Optional<String> before = Optional.empty();
    private Optional<String> after = Optional.empty();
    private Optional<String> patch = Optional.empty();
    private Map<String, Object> meta = Map.of();

    private Builder(String eventId, PortalPrincipal actor) {
      this.eventId = requireNonNull(eventId, "eventId is null");
      this.actor = requireNonNull(actor, "actor is null");
    }

    private Builder(Builder other) {
      this(other.eventId, other.actor);
      subAction = other.subAction;
      severity = other.severity;
      status = other.status;
      targetKind = other.targetKind;
      targetRef = other.targetRef;
      cause = Map.copyOf(other.cause);
      before = other.before;
      after = other.after;
      patch = other.patch;
      meta = Map.copyOf(other.meta);
    }

    /** Sets what exactly was done. */
    public Builder subAction(String value) {
      subAction = requireNonNull(value, "subAction is null");
      return this;
    }

    /** Sets how much it matters. */
    public Builder severity(Severity value) {
      severity = requireNonNull(value, "severity is null");
      return this;
    }

    /** Sets what it was done to. */
    public Builder target(String kind, String ref) {
      targetKind = requireNonNull(kind, "kind is null");
      targetRef = requireNonNull(ref, "ref is null");
      return this;
    }

    /**
     * Adds where it came from: {@code location}, {@code commit}, {@code request} or {@code task}.
     */
    public Builder cause(String key, String value) {
      cause = with(cause, key, value);
      return this;
    }

    /** Sets the digests before and after, as {@code sha256:<hex>}; either may be null. */
    public Builder digests(String beforeDigest, String afterDigest) {
      before = Optional.ofNullable(beforeDigest);
      after = Optional.ofNullable(afterDigest);
      return this;
    }

    /** Sets the change as JSON Patch (RFC 6902) text. */
    public Builder patch(String jsonPatch) {
      patch = Optional.of(jsonPatch);
      return this;
    }

    /** Adds a fact, a JSON value. */
    public Builder meta(String key, Object value) {
      meta = with(meta, key, value);
      return this;
    }

    /** Returns the event of something that was done. */
    public AuditEvent build() {
      return new AuditEvent(new Builder(this));
    }

    /** Returns the event of something that was refused or went wrong. */
    public AuditEvent failed() {
      status = "failed";
      return build();
    }

    private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
      Map<String, V> copy = new LinkedHashMap<>(map);
      copy.put(requireNonNull(key, "key is null"), requireNonNull(value, "value is null"));
      return copy;
    }
  }
}
