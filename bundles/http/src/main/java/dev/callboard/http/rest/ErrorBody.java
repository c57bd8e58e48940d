package dev.callboard.http.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes the error body of Backstage. */
public final class ErrorBody {
  /** The media type of each JSON answer. */
  public static final String CONTENT_TYPE = "application/json; charset=utf-8";

  private static final JsonFactory JSON = new JsonFactory().setCharacterEscapes(new NoMarkup());

  private ErrorBody() {}

  /**
   * Returns the body as UTF-8.
   *
   * @param failure what went wrong
   * @param method the method of the request
   * @param url the target of the request below the mount of the plugin
   */
  public static byte[] bytes(Failure failure, String method, String url) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeObjectFieldStart("error");
      json.writeStringField("name", failure.name());
      json.writeStringField("message", failure.message());
      json.writeEndObject();
      json.writeObjectFieldStart("request");
      json.writeStringField("method", method);
      json.writeStringField("url", url);
      json.writeEndObject();
      json.writeObjectFieldStart("response");
      json.writeNumberField("statusCode", failure.status());
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Escapes what a browser that ignores the media type could take for markup. */
  private static final class NoMarkup extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes['<'] = ESCAPE_STANDARD;
      codes['>'] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int c) {
      return null;
    }
  }
}
