package dev.callboard.scaffolder.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSchemaTest {
  private static List<String> errors(Map<String, Object> schema, Object value) {
    return JsonSchema.of(schema).check(value).stream().map(SchemaError::stack).toList();
  }

  private static Map<String, Object> property(String name, Map<String, Object> schema) {
    return Map.of("type", "object", "properties", Map.of(name, schema));
  }

  @Test
  void anErrorHasTheShapeOfTheReferencesValidator() {
    Map<String, Object> count = Map.of("title", "Count", "type", "integer", "ui:widget", "updown");
    Map<String, Object> schema =
        Map.of("required", List.of("name"), "properties", Map.of("count", count));
    Map<String, Object> value = Map.of("count", "x");

    List<SchemaError> errors = JsonSchema.of(schema).check(value);

    assertEquals(
        Map.of(
            "path", List.of(),
            "property", "instance",
            "message", "requires property \"name\"",
            "schema", schema,
            "instance", value,
            "name", "required",
            "argument", "name",
            "stack", "instance requires property \"name\""),
        errors.stream().filter(e -> e.name().equals("required")).findFirst().orElseThrow().json());
    assertEquals(
        Map.of(
            "path", List.of("count"),
            "property", "instance.count",
            "message", "is not of a type(s) integer",
            "schema", count,
            "instance", "x",
            "name", "type",
            "argument", List.of("integer"),
            "stack", "instance.count is not of a type(s) integer"),
        errors.stream().filter(e -> e.name().equals("type")).findFirst().orElseThrow().json());
  }

  @ParameterizedTest
  @CsvSource({
    "minLength, 3, ab, does not meet minimum length of 3",
    "maxLength, 1, ab, does not meet maximum length of 1",
    "pattern, ^[a-z]$, ab, 'does not match pattern \"^[a-z]$\"'",
    "const, x, ab, does not exactly match expected constant: x"
  })
  void errorsHaveItsWords(String keyword, String rule, String value, String message) {
    Object limit = rule.matches("[0-9]") ? (Object) Integer.valueOf(rule) : rule;

    assertEquals(
        List.of("instance.a " + message),
        errors(property("a", Map.of("type", "string", keyword, limit)), Map.of("a", value)));
  }

  @Test
  void keysForFormsAndOldDraftsSayNothingOfValues() {
    Map<String, Object> schema =
        Map.of(
            "ui:order", List.of("a"),
            "backstage:permissions", Map.of("tags", List.of("x")),
            "required", true,
            "properties",
                Map.of(
                    "examples", Map.of("type", "string", "required", true),
                    "a", Map.of("ui:options", Map.of("type", "integer"), "default", Map.of())));

    assertEquals(List.of(), errors(schema, Map.of("a", "text", "examples", "x")));
    assertEquals(
        List.of("instance.examples is not of a type(s) string"),
        errors(schema, Map.of("examples", 1)));
  }

  @Test
  void T15_whatDoesNotFitIsRefusedWhateverItIs() {
    Map<String, Object> closed =
        Map.of("type", "object", "properties", Map.of(), "additionalProperties", false);

    assertEquals(
        List.of("instance is not allowed to have the additional property \"__proto__\""),
        errors(closed, Map.of("__proto__", 1)));
    assertEquals(
        List.of("instance.a does not meet maximum length of 2"),
        errors(
            property("a", Map.of("type", "array", "maxItems", 2)),
            Map.of("a", Collections.nCopies(10_000, 1))));
  }

  @ParameterizedTest
  @CsvSource({"(a|b)*$", "(a+)+$", "^(([a-z])+.)+[A-Z]([a-z])+$"})
  void T15_aPatternThatTakesTooLongIsGivenUp(String pattern) {
    String text = "ab".repeat(20_000) + "!";
    JsonSchema schema = JsonSchema.of(property("a", Map.of("pattern", pattern)));

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          try {
            assertEquals(1, schema.check(Map.of("a", text)).size());
          } catch (PortalException e) {
            assertEquals(ErrorCode.INPUT, e.code());
            assertTrue(e.getMessage().contains("takes too long"), e.getMessage());
          }
        });
  }

  @Test
  void aSchemaThatIsNoneIsAnErrorOfItsAuthor() {
    PortalException error =
        assertThrows(
            PortalException.class, () -> JsonSchema.of(property("a", Map.of("pattern", "("))));

    assertEquals(ErrorCode.INPUT, error.code());
  }
}
