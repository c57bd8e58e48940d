package dev.callboard.integrations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads answers in JSON. */
final class JsonBody {
  // Gerrit and gitiles write it, so that no page can include the answer as a script.
  private static final byte[] GUARD = ")]}'".getBytes(StandardCharsets.US_ASCII);
  private static final ObjectMapper JSON = new ObjectMapper(new JsonFactory());

  private JsonBody() {}

  static Object read(byte[] bytes, String shown) {
    int start = Arrays.mismatch(bytes, GUARD) == GUARD.length ? GUARD.length : 0;
    try {
      return JSON.readValue(bytes, start, bytes.length - start, Object.class);
    } catch (IOException e) {
      // The cause quotes the answer.
      throw PortalException.unavailable(
          "'" + shown + "' could not be read, the host's answer is no JSON");
    }
  }
}
