package dev.callboard.catalog.fakes;

import dev.callboard.catalog.query.CursorSeal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A seal with a key that tests know. */
public final class TestSeal {
  /** The seal. */
  public static final CursorSeal SEAL =
      new CursorSeal(() -> "a key of tests".getBytes(StandardCharsets.UTF_8));

  private TestSeal() {}

  /** Returns what a cursor holds as JSON, with its seal. */
  public static String json(String cursor) {
    return new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
  }

  /** Returns a cursor as sealed by the server for a caller. */
  public static String seal(String json, String caller) {
    return SEAL.seal(json.getBytes(StandardCharsets.UTF_8), caller);
  }
}
