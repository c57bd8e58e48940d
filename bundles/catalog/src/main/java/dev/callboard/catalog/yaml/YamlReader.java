package dev.callboard.catalog.yaml;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads entity files: YAML 1.2 with the core schema, as JSON values, within limits. Tags other than
 * those of the core schema, duplicate keys and keys that are not texts are errors; merge keys are
 * ordinary keys. A document that is refused does not affect the others. Immutable and thread-safe.
 */
public final class YamlReader {
  private final YamlLimits limits;

  /** Creates a reader with these limits. */
  public YamlReader(YamlLimits limits) {
    this.limits = requireNonNull(limits, "limits is null");
  }

  /**
   * Reads all documents of a file.
   *
   * @param bytes UTF-8, with or without a byte order mark
   * @return the documents in their order; errors stand in them
   * @throws YamlException when the file as a whole is refused: its size, its encoding, the number
   *     of its documents
   */
  public List<YamlDocument> read(byte[] bytes) throws YamlException {
    String text = decode(bytes);
    List<YamlDocument> documents = new ArrayList<>();
    for (DocumentSplitter.Part part : DocumentSplitter.split(text, limits.documents())) {
      documents.add(document(documents.size(), part));
    }
    return documents;
  }

  /**
   * Reads a text that is one document.
   *
   * @throws YamlException when it is refused or has more than one document
   */
  public Object readOne(String text) throws YamlException {
    List<DocumentSplitter.Part> parts = DocumentSplitter.split(text, limits.documents());
    if (parts.size() != 1) {
      throw new YamlException("expected exactly one document, found " + parts.size(), 1, 1, true);
    }
    return value(parts.get(0));
  }

  private YamlDocument document(int index, DocumentSplitter.Part part) {
    try {
      return new YamlDocument(index, part.line(), part.text(), value(part), Optional.empty());
    } catch (YamlException e) {
      return new YamlDocument(
          index, part.line(), part.text(), null, Optional.of(e.below(part.line() - 1)));
    }
  }

  private Object value(DocumentSplitter.Part part) throws YamlException {
    String text = part.text();
    if (text.length() > limits.documentCodePoints()
        && text.codePointCount(0, text.length()) > limits.documentCodePoints()) {
      throw new YamlException(
          "document has more than " + limits.documentCodePoints() + " characters", 1, 1, false);
    }
    return Composer.compose(text, limits);
  }

  private String decode(byte[] bytes) throws YamlException {
    if (bytes.length > limits.fileBytes()) {
      throw new YamlException("file has more than " + limits.fileBytes() + " bytes", 0, 0, false);
    }
    if (isUtf16(bytes)) {
      throw new YamlException("file is UTF-16; save it as UTF-8", 1, 1, false);
    }
    int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw malformed(out.flip());
    }
    return out.flip().toString();
  }

  /** Returns whether a file says at its beginning that it is UTF-16, which is not read. */
  public static boolean isUtf16(byte[] bytes) {
    return startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE);
  }

  private static YamlException malformed(CharBuffer before) {
    String text = before.toString();
    int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
    int column = text.length() - text.lastIndexOf('\n');
    return new YamlException("file is not valid UTF-8", line, column, false);
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    if (bytes.length < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xFF) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
