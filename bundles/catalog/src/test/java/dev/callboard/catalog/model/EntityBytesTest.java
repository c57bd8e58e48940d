package dev.callboard.catalog.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntityBytesTest {
  private static final JsonMapper JACKSON = JsonMapper.builder().build();

  private static Map<String, Object> entity() {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("null", null);
    spec.put("texts", List.of("", "ä € 😀", "\u0000\u001f\"\\/\u2028<", "a".repeat(9_000)));
    spec.put(
        "numbers", Arrays.asList(1, -1L, Long.MAX_VALUE, 1.0, 1e300, -0.0, 1.5f, (short) 3, null));
    spec.put("large", List.of(new BigInteger("9".repeat(40)), new BigDecimal("1.10")));
    spec.put("truth", List.of(true, false));
    spec.put("set", Set.of("x"));
    spec.put("empty", List.of(Map.of(), List.of()));
    spec.put("metadata", Map.of("name", "inner"));
    Map<String, Object> entity = new LinkedHashMap<>();
    entity.put("kind", "Component");
    entity.put("metadata", new LinkedHashMap<>(Map.of("name", "é}")));
    entity.put("spec", spec);
    return entity;
  }

  @Test
  void theBytesAreThoseOfJackson() throws Exception {
    assertArrayEquals(JACKSON.writeValueAsBytes(entity()), EntityBytes.of(entity()));
  }

  @Test
  void aMemberThatIsAddedToTheMetadataStandsWhereAMapPutsIt() throws Exception {
    Map<String, Object> entity = entity();
    byte[] added = EntityBytes.write(entity).with("etag", "0123");
    @SuppressWarnings("unchecked")
    Map<String, Object> metadata = (Map<String, Object>) entity.get("metadata");
    metadata.put("etag", "0123");
    assertArrayEquals(JACKSON.writeValueAsBytes(entity), added);
  }

  @Test
  void treesForTheValidatorAreThoseOfJackson() {
    assertEquals(JACKSON.valueToTree(entity()), new JsonTree(JACKSON).of(entity()));
  }
}
