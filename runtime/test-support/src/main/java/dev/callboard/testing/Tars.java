package dev.callboard.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Makes tar archives as JGit writes them: long names go into pax headers. */
public final class Tars {
  private static final int BLOCK = 512;
  private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

  /** Returns an archive of files, compressed with gzip. */
  public static byte[] gz(Map<String, String> files) {
    Tars tars = new Tars();
    files.forEach((name, text) -> tars.entry(name, '0', text));
    return tars.gz();
  }

  /** Adds an entry; the type is {@code 0} for a file, {@code 2} for a link to the text. */
  public Tars entry(String name, char type, String text) {
    byte[] full = name.getBytes(StandardCharsets.UTF_8);
    if (full.length > 100) {
      write("pax", 'x', record("path=" + name).getBytes(StandardCharsets.UTF_8), "");
    }
    byte[] content = type == '2' ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    String shown = full.length > 100 ? "cut/" + full.length : name;
    write(shown, type, content, type == '2' ? text : "");
    return this;
  }

  /** The length counts its own digits. */
  private static String record(String text) {
    int plain = text.getBytes(StandardCharsets.UTF_8).length + 2;
    int length = plain + String.valueOf(plain).length();
    return (plain + String.valueOf(length).length()) + " " + text + "\n";
  }

  private void write(String name, char type, byte[] content, String link) {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "0000644");
    put(header, 124, "%011o".formatted(content.length));
    put(header, 136, "%011o".formatted(0));
    Arrays.fill(header, 148, 156, (byte) ' ');
    header[156] = (byte) type;
    put(header, 157, link);
    put(header, 257, "ustar");
    put(header, 263, "00");
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xff;
    }
    put(header, 148, "%06o".formatted(sum));
    header[154] = 0;
    tar.writeBytes(header);
    tar.writeBytes(content);
    tar.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
  }

  private static void put(byte[] header, int start, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, start, bytes.length);
  }

  /** Returns the archive, compressed with gzip. */
  public byte[] gz() {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(tar.toByteArray());
      out.write(new byte[2 * BLOCK]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
