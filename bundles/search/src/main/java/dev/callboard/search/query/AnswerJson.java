package dev.callboard.search.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes what a search found as JSON. Thread-safe. */
final class AnswerJson {
  private static final List<String> MARKED = List.of("text", "title", "location", "path");

  private final JsonMapper json = JsonMapper.builder().build();
  private final String preTag;
  private final String postTag;

  AnswerJson(String preTag, String postTag) {
    this.preTag = preTag;
    this.postTag = postTag;
  }

  /**
   * Writes an answer.
   *
   * @param missing the types that could not be searched now
   * @param complete whether it is known of every document whether the caller may see it; else there
   *     is no telling how many there are, or whether there is another page
   */
  byte[] write(SearchQuery query, SearchAnswer answer, List<String> missing, boolean complete) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 * 1024);
    try (JsonGenerator out = json.createGenerator(bytes)) {
      out.writeStartObject();
      if (complete) {
        out.writeNumberField("numberOfResults", answer.total());
      }
      cursors(out, query, complete ? answer.total() : 0);
      out.writeArrayFieldStart("results");
      long rank = query.offset();
      for (SearchAnswer.Hit hit : answer.hits()) {
        hit(out, bytes, hit, ++rank, answer.highlighter());
      }
      out.writeEndArray();
      if (!answer.facets().isEmpty()) {
        facets(out, answer.facets());
      }
      if (!missing.isEmpty()) {
        out.writeArrayFieldStart("missingTypes");
        for (String type : missing) {
          out.writeString(type);
        }
        out.writeEndArray();
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("an answer could not be written", e);
    }
    return bytes.toByteArray();
  }

  private static void cursors(JsonGenerator out, SearchQuery query, int total) throws IOException {
    if (query.limit() > 0 && query.offset() + query.limit() < total) {
      out.writeStringField("nextPageCursor", PageCursor.of(query.page() + 1));
    }
    if (query.page() > 0) {
      out.writeStringField("previousPageCursor", PageCursor.of(query.page() - 1));
    }
  }

  private void hit(
      JsonGenerator out,
      ByteArrayOutputStream bytes,
      SearchAnswer.Hit hit,
      long rank,
      Highlighter highlighter)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("type", hit.type());
    out.writeFieldName("document");
    // It is JSON in the right encoding already.
    out.writeRawValue("");
    out.flush();
    bytes.write(hit.content());
    out.writeNumberField("rank", rank);
    out.writeObjectFieldStart("highlight");
    out.writeStringField("preTag", preTag);
    out.writeStringField("postTag", postTag);
    out.writeObjectFieldStart("fields");
    if (highlighter != null) {
      marks(out, shown(hit.content()), highlighter);
    }
    out.writeEndObject();
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void marks(JsonGenerator out, String[] texts, Highlighter highlighter)
      throws IOException {
    for (int i = 0; i < texts.length; i++) {
      out.writeStringField(MARKED.get(i), texts[i] == null ? "" : highlighter.mark(texts[i]));
    }
  }

  /** Reads of a document only what may be marked. */
  private String[] shown(byte[] content) throws IOException {
    String[] texts = new String[MARKED.size()];
    try (JsonParser in = json.createParser(content)) {
      in.nextToken();
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        int place = MARKED.indexOf(name);
        if (in.nextToken() == JsonToken.VALUE_STRING && place >= 0) {
          texts[place] = in.getText();
        }
        in.skipChildren();
      }
    }
    return texts;
  }

  private static void facets(JsonGenerator out, Map<String, List<FacetCounter.Count>> facets)
      throws IOException {
    out.writeObjectFieldStart("facets");
    for (Map.Entry<String, List<FacetCounter.Count>> facet : facets.entrySet()) {
      out.writeArrayFieldStart(facet.getKey());
      for (FacetCounter.Count count : facet.getValue()) {
        out.writeStartObject();
        out.writeStringField("value", count.value());
        out.writeNumberField("count", count.count());
        out.writeEndObject();
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }
}
