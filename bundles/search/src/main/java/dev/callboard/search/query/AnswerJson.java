package dev.callboard.search.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what a search found as JSON. Thread-safe. */
final class AnswerJson {
  private final JsonMapper json = JsonMapper.builder().build();
  private final ObjectReader objects =
      json.readerFor(new TypeReference<LinkedHashMap<String, Object>>() {});
  private final String preTag;
  private final String postTag;

  AnswerJson(String preTag, String postTag) {
    this.preTag = preTag;
    this.postTag = postTag;
  }

  byte[] write(SearchQuery query, SearchAnswer answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 * 1024);
    try (JsonGenerator out = json.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeNumberField("numberOfResults", answer.total());
      cursors(out, query, answer);
      out.writeArrayFieldStart("results");
      long rank = query.offset();
      for (SearchAnswer.Hit hit : answer.hits()) {
        hit(out, hit, ++rank, answer.highlighter());
      }
      out.writeEndArray();
      if (!answer.facets().isEmpty()) {
        facets(out, answer.facets());
      }
      if (!answer.missing().isEmpty()) {
        out.writeArrayFieldStart("missingTypes");
        for (String type : answer.missing()) {
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

  private static void cursors(JsonGenerator out, SearchQuery query, SearchAnswer answer)
      throws IOException {
    if (query.limit() > 0 && query.offset() + query.limit() < answer.total()) {
      out.writeStringField("nextPageCursor", PageCursor.of(query.page() + 1));
    }
    if (query.page() > 0) {
      out.writeStringField("previousPageCursor", PageCursor.of(query.page() - 1));
    }
  }

  private void hit(JsonGenerator out, SearchAnswer.Hit hit, long rank, Highlighter highlighter)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("type", hit.type());
    out.writeFieldName("document");
    out.writeRawValue(new String(hit.content(), UTF_8));
    out.writeNumberField("rank", rank);
    out.writeObjectFieldStart("highlight");
    out.writeStringField("preTag", preTag);
    out.writeStringField("postTag", postTag);
    out.writeObjectFieldStart("fields");
    if (highlighter != null) {
      Map<String, Object> content = objects.readValue(hit.content());
      for (Map.Entry<String, String> field : highlighter.fields(content).entrySet()) {
        out.writeStringField(field.getKey(), field.getValue());
      }
    }
    out.writeEndObject();
    out.writeEndObject();
    out.writeEndObject();
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
