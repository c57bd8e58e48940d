package dev.callboard.supply.chain.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Walks through a JSON document and hands over the values at some places, one at a time, so that a
 * large document is never in memory as a whole. A place is a JSON pointer (RFC 6901) in which
 * {@code *} stands for each item of a list.
 */
public final class JsonWalk {
  private final ObjectMapper mapper;
  private final Step root = new Step();

  private static final class Step {
    private final Map<String, Step> below = new LinkedHashMap<>();
    private Consumer<Node> taker;
  }

  /** Creates a walk without places. */
  public JsonWalk(DocumentLimits limits) {
    this.mapper = new ObjectMapper(factory(limits));
  }

  static JsonFactory factory(DocumentLimits limits) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(limits.depth())
                .maxStringLength(limits.text())
                .maxNameLength(4096)
                .maxNumberLength(100)
                .build())
        .build();
  }

  JsonWalk on(String place, Consumer<Node> taker) {
    Step step = root;
    for (String name : place.substring(1).split("/")) {
      step = step.below.computeIfAbsent(name, key -> new Step());
    }
    step.taker = taker;
    return this;
  }

  void walk(byte[] body) {
    try (JsonParser parser = mapper.getFactory().createParser(body)) {
      walk(parser);
    } catch (JsonProcessingException e) {
      throw invalid(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Walks through what a stream gives; what lies outside of the document is not read. */
  void walk(InputStream in) throws IOException {
    try (JsonParser parser = mapper.getFactory().createParser(in)) {
      walk(parser);
    } catch (JsonProcessingException e) {
      throw invalid(e);
    }
  }

  private void walk(JsonParser parser) throws IOException {
    parser.nextToken();
    visit(parser, root, "");
    if (parser.nextToken() != null) {
      throw PortalException.input(
          "There is more after the end of the JSON document, at line "
              + parser.currentLocation().getLineNr());
    }
  }

  static PortalException invalid(JsonProcessingException e) {
    String at =
        e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    return new PortalException(
        dev.callboard.platform.error.ErrorCode.INPUT,
        "The document is not JSON within the limits" + at + ": " + e.getOriginalMessage(),
        e);
  }

  private void visit(JsonParser parser, Step step, String pointer) throws IOException {
    if (step.taker != null) {
      step.taker.accept(new Node(mapper.readValue(parser, Object.class), pointer));
      return;
    }
    boolean list = step.below.containsKey("*");
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    if (token != (list ? JsonToken.START_ARRAY : JsonToken.START_OBJECT)) {
      throw new Node(null, pointer).refuse(list ? "must be a list" : "must be an object");
    }
    if (list) {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        visit(parser, step.below.get("*"), pointer + "/" + i);
      }
      return;
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Step next = step.below.get(name);
      parser.nextToken();
      if (next == null) {
        parser.skipChildren();
      } else {
        visit(parser, next, pointer + "/" + name);
      }
    }
  }
}
