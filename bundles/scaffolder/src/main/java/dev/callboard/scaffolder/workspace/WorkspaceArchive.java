package dev.callboard.scaffolder.workspace;

import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.api.WorkspaceEntry;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Packs all files of a workspace into one stream, and brings them back. The stream is deflated
 * (zlib) and holds for each entry its type ({@code D}, {@code F}, or {@code X} for a file that may
 * be run), its path, and for a file its length and its bytes; {@code E} ends it. Links are left
 * out.
 */
final class WorkspaceArchive {
  private WorkspaceArchive() {}

  static void pack(Workspace workspace, OutputStream to) throws IOException {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(to, deflater))) {
      for (WorkspaceEntry entry : workspace.walk("")) {
        if (entry.isDirectory()) {
          out.writeByte('D');
          out.writeUTF(entry.path());
        } else if (entry.isFile()) {
          out.writeByte(entry.executable() ? 'X' : 'F');
          out.writeUTF(entry.path());
          copy(workspace, entry, out);
        }
      }
      out.writeByte('E');
    } finally {
      deflater.end();
    }
  }

  private static void copy(Workspace workspace, WorkspaceEntry entry, DataOutputStream out)
      throws IOException {
    out.writeLong(entry.size());
    try (InputStream in = workspace.read(entry.path())) {
      if (in.transferTo(out) != entry.size()) {
        throw new IOException("The file " + entry.path() + " changed while it was packed");
      }
    }
  }

  static void unpack(InputStream from, Workspace workspace) throws IOException {
    try (DataInputStream in = new DataInputStream(new InflaterInputStream(from))) {
      for (int type = in.readUnsignedByte(); type != 'E'; type = in.readUnsignedByte()) {
        String path = in.readUTF();
        if (type == 'D') {
          workspace.createDirectories(path);
          continue;
        }
        long left = in.readLong();
        try (OutputStream out = workspace.write(path, type == 'X')) {
          byte[] buffer = new byte[8192];
          while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
              throw new IOException("The archive of the workspace ends early");
            }
            out.write(buffer, 0, read);
            left -= read;
          }
        }
      }
    }
  }
}
