package dev.callboard.http.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.util.Arrays;

/** Adds the limits that Jackson does not know: keys per object, and numbers that are finite. */
final class CountingParser extends JsonParserDelegate {
  private final int maxKeys;
  private int[] keys = new int[16];
  private int depth;

  CountingParser(JsonParser parser, int maxKeys) {
    super(parser);
    this.maxKeys = maxKeys;
  }

  @Override
  public JsonToken nextToken() throws IOException {
    JsonToken token = delegate.nextToken();
    if (token == null) {
      return null;
    }
    switch (token) {
      case START_OBJECT, START_ARRAY -> enter();
      case END_OBJECT, END_ARRAY -> depth--;
      case FIELD_NAME -> count();
      case VALUE_NUMBER_FLOAT -> checkFinite();
      default -> {}
    }
    return token;
  }

  @Override
  public JsonToken nextValue() throws IOException {
    JsonToken token = nextToken();
    return token == JsonToken.FIELD_NAME ? nextToken() : token;
  }

  @Override
  public JsonParser skipChildren() throws IOException {
    JsonToken token = currentToken();
    if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
      return this;
    }
    int outside = depth - 1;
    while (depth > outside && nextToken() != null) {
      // the limits hold for what nobody reads, too
    }
    return this;
  }

  private void enter() {
    depth++;
    if (depth == keys.length) {
      keys = Arrays.copyOf(keys, keys.length * 2);
    }
    keys[depth] = 0;
  }

  private void count() throws IOException {
    if (++keys[depth] > maxKeys) {
      throw new StreamConstraintsException(
          "an object has more than " + maxKeys + " keys", delegate.currentLocation());
    }
  }

  private void checkFinite() throws IOException {
    if (!Double.isFinite(delegate.getDoubleValue())) {
      throw new StreamConstraintsException("a number is too large", delegate.currentLocation());
    }
  }
}
