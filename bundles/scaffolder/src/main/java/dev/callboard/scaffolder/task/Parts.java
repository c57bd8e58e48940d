package dev.callboard.scaffolder.task;

import dev.callboard.scaffolder.workspace.TaskWorkspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Cuts the archive of a workspace into rows. */
final class Parts extends OutputStream {
  private static final int SIZE = 1024 * 1024;

  private final List<byte[]> parts = new ArrayList<>();
  private final ByteArrayOutputStream part = new ByteArrayOutputStream();

  private Parts() {}

  static List<byte[]> of(TaskWorkspace workspace) throws IOException {
    Parts parts = new Parts();
    workspace.pack(parts);
    parts.cut();
    return parts.parts;
  }

  @Override
  public void write(int b) {
    part.write(b);
    if (part.size() >= SIZE) {
      cut();
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    for (int done = 0; done < count; ) {
      int more = Math.min(count - done, SIZE - part.size());
      part.write(bytes, offset + done, more);
      done += more;
      if (part.size() >= SIZE) {
        cut();
      }
    }
  }

  private void cut() {
    if (part.size() > 0) {
      parts.add(part.toByteArray());
      part.reset();
    }
  }
}
