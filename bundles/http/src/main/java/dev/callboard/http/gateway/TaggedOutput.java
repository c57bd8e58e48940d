package dev.callboard.http.gateway;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Collects a small answer to give it an entity tag, and leaves its body out when the client has it.
 * Jersey mostly hands it over in one piece, which is then not copied.
 */
final class TaggedOutput extends OutputStream {
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final int length;
  private ByteArrayOutputStream collected;
  private boolean sent;

  TaggedOutput(HttpServletRequest request, HttpServletResponse response, int length) {
    this.request = request;
    this.response = response;
    this.length = length;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    if (collected == null && count == length && !sent) {
      send(bytes, offset, count);
      return;
    }
    if (collected == null) {
      collected = new ByteArrayOutputStream(length);
    }
    collected.write(bytes, offset, count);
  }

  @Override
  public void close() throws IOException {
    if (!sent) {
      byte[] bytes = collected == null ? new byte[0] : collected.toByteArray();
      send(bytes, 0, bytes.length);
    }
  }

  private void send(byte[] bytes, int offset, int count) throws IOException {
    sent = true;
    String tag = Etags.of(bytes, offset, count);
    response.setHeader("ETag", tag);
    boolean readOnly = request.getMethod().equals("GET");
    boolean ok = response.getStatus() >= 200 && response.getStatus() < 300;
    if (readOnly && ok && Etags.matches(request.getHeader("If-None-Match"), tag)) {
      response.setStatus(304);
      response.setContentType(null);
      return;
    }
    response.setContentLength(count);
    response.getOutputStream().write(bytes, offset, count);
  }
}
