package dev.callboard.supply.chain.store;

import dev.callboard.platform.database.Sql;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Bills of materials byte for byte. Works in the transaction of the connection, and blocks. */
public final class DocumentBodies {
  private DocumentBodies() {}

  /** Keeps what was received for as long as the document is there. */
  public static void put(Connection c, long document, byte[] body) throws SQLException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 4);
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Sql.update(
        c,
        "INSERT INTO document_body (document_id, body) VALUES (?, ?)",
        document,
        packed.toByteArray());
  }

  /** Returns what was received. */
  public static Optional<byte[]> get(Connection c, long document) throws SQLException {
    List<byte[]> found =
        Sql.list(
            c,
            row -> row.getBytes(1),
            "SELECT body FROM document_body WHERE document_id = ?",
            document);
    return found.stream().findFirst().map(DocumentBodies::unpacked);
  }

  private static byte[] unpacked(byte[] body) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
