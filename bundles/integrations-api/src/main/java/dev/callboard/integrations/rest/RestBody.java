package dev.callboard.integrations.rest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes the object that is sent to a JSON API, without what is missing. Not thread-safe. */
public final class RestBody {
  private final Map<String, Object> members = new LinkedHashMap<>();

  private RestBody() {}

  /** Returns an object without members. */
  public static RestBody of() {
    return new RestBody();
  }

  /** Adds a member, unless the value is null or an empty {@link Optional}. */
  public RestBody with(String name, Object value) {
    Object given = value instanceof Optional<?> optional ? optional.orElse(null) : value;
    if (given != null) {
      members.put(name, given);
    }
    return this;
  }

  /** Adds a member that is null. */
  public RestBody withNull(String name) {
    members.put(name, null);
    return this;
  }

  /** Returns the object, which later changes do not reach. */
  public Map<String, Object> build() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }
}
