package dev.callboard.events.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The body of a webhook as JSON values. Thread-safe. */
final class WebhookPayload {
  private static final int DEPTH = 64;
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  private final ObjectMapper mapper;

  WebhookPayload() {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
            .build();
    mapper = new ObjectMapper(factory).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /** Reads a body that its sender calls JSON. */
  Map<String, Object> read(String contentType, byte[] body) {
    String type = contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    if (!type.equals("application/json") && !type.matches("application/[a-z0-9.-]+\\+json")) {
      throw new PortalException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "A webhook must be sent as application/json; choose that where it is set up");
    }
    try {
      Map<String, Object> object = mapper.readValue(body, OBJECT);
      if (object == null) {
        throw PortalException.input("The body must be a JSON object");
      }
      return constant(object);
    } catch (IOException e) {
      // Without what the parser quotes of the body.
      throw PortalException.input(
          "The body must be a JSON object, nested no deeper than " + DEPTH + " levels");
    }
  }

  /** Returns a payload as JSON. */
  String write(Map<String, Object> payload) {
    try {
      return mapper.writeValueAsString(payload);
    } catch (IOException e) {
      throw new IllegalStateException("what was read as JSON is none", e);
    }
  }

  /** Several subscribers get the values on several threads. */
  private static Map<String, Object> constant(Map<?, ?> object) {
    Map<String, Object> copy = new LinkedHashMap<>();
    object.forEach((name, value) -> copy.put((String) name, constantValue(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static Object constantValue(Object value) {
    if (value instanceof Map<?, ?> map) {
      return constant(map);
    }
    if (value instanceof List<?> list) {
      return Collections.unmodifiableList(
          list.stream().map(WebhookPayload::constantValue).toList());
    }
    return value;
  }
}
