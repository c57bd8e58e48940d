package dev.callboard.catalog.graph;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.callboard.catalog.index.EntityHandle;
import java.io.IOException;
import java.util.Locale;
import java.util.function.BiPredicate;

/** Reads the relations of an entity from its JSON, and nothing else of it. Thread-safe. */
final class Relations {
  private static final JsonFactory JSON = new JsonFactory();

  private Relations() {}

  /**
   * Tells type and target reference, in lower case, of each relation.
   *
   * @param each returns whether it wants more
   */
  static void of(EntityHandle entity, BiPredicate<String, String> each) {
    try (JsonParser parser = JSON.createParser(entity.json())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean relations = parser.currentName().equals("relations");
        if (parser.nextToken() == JsonToken.START_ARRAY && relations) {
          list(parser, each);
          return;
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      throw new IllegalStateException("The indexed entity " + entity.ref() + " is not JSON", e);
    }
  }

  private static void list(JsonParser parser, BiPredicate<String, String> each) throws IOException {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      String type = null;
      String target = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("type")) {
          type = parser.getText();
        } else if (name.equals("targetRef")) {
          target = parser.getText();
        }
        parser.skipChildren();
      }
      if (type != null && target != null && !each.test(type, target.toLowerCase(Locale.ROOT))) {
        return;
      }
    }
  }
}
