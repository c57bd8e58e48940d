package dev.callboard.catalog.store;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.util.Optional;

/** Two forms of an entity side by side. For one thread. */
public final class EntityDifference {
  /**
   * The library compares two arrays in a table of this many cells at the most: two lists of a
   * thousand items.
   */
  private static final long CELLS = 1_000_000;

  private final JsonProvider json = Json.PROVIDER;
  private final JsonObject before;
  private final JsonObject after;

  /** Finding the provider takes long, and it has no state. */
  private static final class Json {
    private static final JsonProvider PROVIDER = JsonProvider.provider();
  }

  /** Compares two forms, each UTF-8 JSON. */
  public EntityDifference(byte[] before, byte[] after) {
    this.before = parse(before);
    this.after = parse(after);
  }

  private JsonObject parse(byte[] text) {
    try (JsonReader reader = json.createReader(new ByteArrayInputStream(text))) {
      return reader.readObject();
    }
  }

  /**
   * Returns the way from one to the other as JSON Patch (RFC 6902), empty when it is too long.
   *
   * @param limit in characters
   */
  public Optional<String> patch(int limit) {
    long longest = longest(before) + 1;
    if (longest * (longest(after) + 1) > CELLS) {
      return Optional.empty();
    }
    String patch = json.createDiff(before, after).toString();
    return patch.length() > limit ? Optional.empty() : Optional.of(patch);
  }

  /** Returns the length of the longest array. */
  private static long longest(JsonValue value) {
    if (!(value instanceof JsonStructure)) {
      return 0;
    }
    boolean array = value instanceof JsonArray;
    long longest = array ? value.asJsonArray().size() : 0;
    for (JsonValue item : array ? value.asJsonArray() : value.asJsonObject().values()) {
      longest = Math.max(longest, longest(item));
    }
    return longest;
  }

  /** Returns {@code spec.owner} of the first form, empty when there is none. */
  String ownerBefore() {
    return owner(before);
  }

  /** Returns {@code spec.owner} of the second form, empty when there is none. */
  String ownerAfter() {
    return owner(after);
  }

  private static String owner(JsonObject entity) {
    return entity.get("spec") instanceof JsonObject spec
            && spec.get("owner") instanceof JsonString owner
        ? owner.getString()
        : "";
  }
}
