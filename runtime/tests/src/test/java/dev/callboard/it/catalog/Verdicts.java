package dev.callboard.it.catalog;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Compares what is wrong with an entity. The reference names the first error only, wrapped in the
 * name of the class that found it; we name all, without.
 */
final class Verdicts {
  private Verdicts() {}

  /** Returns how ours differs, empty when it does not. */
  static String difference(JsonNode recorded, JsonNode ours) {
    JsonNode first = recorded.at("/errors/0");
    if (first.isMissingNode()) {
      return recorded.equals(ours) ? "" : "expected " + recorded + " but was " + ours;
    }
    String expected = first.at("/cause/message").asText(first.get("message").asText());
    for (JsonNode error : ours.path("errors")) {
      // The recorded text may go on with where to read more.
      if (error.get("name").asText().equals("InputError")
          && expected.startsWith(error.get("message").asText())) {
        return "";
      }
    }
    return "expected an error '" + expected + "' but was " + ours;
  }
}
