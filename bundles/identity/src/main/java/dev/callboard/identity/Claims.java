package dev.callboard.identity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The claims of a token whose signature has been verified. */
final class Claims {
  /** How far the clocks of two machines may be apart. */
  static final Duration SKEW = Duration.ofSeconds(30);

  private static final int MAX_DEPTH = 32;
  private static final long LAST_SECOND = 253_402_300_799L;
  private static final ObjectReader READER = strictReader();

  private final Map<String, Object> values;

  private Claims(Map<String, Object> values) {
    this.values = values;
  }

  private static ObjectReader strictReader() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build()
        .readerFor(Map.class);
  }

  /** Reads a payload. */
  static Claims parse(String json) {
    try {
      Map<String, Object> values = READER.readValue(json);
      if (values != null) {
        return new Claims(values);
      }
    } catch (JsonProcessingException e) {
      // Told below, with the JSON value null.
    }
    throw IllegalToken.because("the payload is not a JSON object");
  }

  /** Checks the times: {@code exp} has to be there, {@code iat} and {@code nbf} may be. */
  void requireValidAt(Instant now) {
    if (!now.isBefore(time("exp").plus(SKEW))) {
      throw IllegalToken.because("expired");
    }
    for (String claim : List.of("iat", "nbf")) {
      if (values.containsKey(claim) && time(claim).isAfter(now.plus(SKEW))) {
        throw IllegalToken.because(claim + " is in the future");
      }
    }
  }

  /** Returns a time claim that has to be there, as a whole number of seconds. */
  Instant time(String claim) {
    if (values.get(claim) instanceof Number number
        && (number instanceof Integer || number instanceof Long)
        && number.longValue() >= 0
        && number.longValue() <= LAST_SECOND) {
      return Instant.ofEpochSecond(number.longValue());
    }
    throw IllegalToken.because(claim + " is missing or no time");
  }

  /** Returns a text claim that has to be there and not be empty. */
  String text(String claim) {
    return optionalText(claim)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> IllegalToken.because(claim + " is missing or no text"));
  }

  /** Returns a text claim; one of another type is an error. */
  Optional<String> optionalText(String claim) {
    Object value = values.get(claim);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw IllegalToken.because(claim + " is no text");
  }

  /** Checks that a claim is exactly this text; a list with it is not. */
  void requireText(String claim, String expected) {
    if (!expected.equals(values.get(claim))) {
      throw IllegalToken.because("wrong " + claim);
    }
  }

  /** Returns the texts of a claim that is a text or a list of texts. */
  List<String> texts(String claim) {
    Object value = values.get(claim);
    if (value == null) {
      return List.of();
    }
    if (value instanceof String text) {
      return List.of(text);
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw IllegalToken.because(claim + " is neither a text nor a list of texts");
  }

  boolean has(String claim) {
    return values.containsKey(claim);
  }

  /** Returns a claim as a JSON value, or null. */
  Object value(String claim) {
    return values.get(claim);
  }

  /** Returns all claims. */
  Map<String, Object> all() {
    return java.util.Collections.unmodifiableMap(values);
  }
}
