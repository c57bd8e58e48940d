package dev.callboard.scaffolder.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns JSON values into text and back. */
public final class JsonText {
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS).build();
  private static final JsonMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
  private static final ObjectWriter PRETTY = MAPPER.writer(printer());

  private JsonText() {}

  /** Returns a value as JSON in one line. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON values could not be written", e);
    }
  }

  /** Returns a value as {@code JSON.stringify(value, null, 2)} of JavaScript writes it. */
  public static String pretty(Object value) {
    try {
      return PRETTY.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON values could not be written", e);
    }
  }

  /** Returns the value of a text that we wrote. */
  public static Object read(String text) {
    try {
      return MAPPER.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored JSON cannot be read", e);
    }
  }

  /** Returns the object of a text that we wrote. */
  public static Map<String, Object> object(String text) {
    try {
      return MAPPER.readValue(text, OBJECT);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored JSON cannot be read", e);
    }
  }

  /** Returns the object of bytes that somebody sent; null for JSON that is none. */
  public static Map<String, Object> sent(byte[] bytes) {
    try {
      return MAPPER.readValue(bytes, OBJECT);
    } catch (IOException e) {
      throw PortalException.input("The body is not a well-formed JSON object");
    }
  }

  /** Returns the object of a file that comes with the bundle, beside a class. */
  public static Map<String, Object> resource(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return MAPPER.readValue(in, OBJECT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a value as a tree of the JSON library. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** Returns a copy made of plain JSON values only. */
  public static Object copy(Object value) {
    return read(write(value));
  }

  /** Returns the digest of a value, the same whatever the order of its keys. */
  public static String digest(Object value) {
    try {
      return sha256(SORTED.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON values could not be written", e);
    }
  }

  /** Returns the digest of a text in hexadecimal digits. */
  public static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""))
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }
}
