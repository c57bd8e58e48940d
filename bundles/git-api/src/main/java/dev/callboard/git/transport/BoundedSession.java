package dev.callboard.git.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.transport.RemoteSession;

/** A session whose commands answer no more than a limit. */
record BoundedSession(RemoteSession session, long maxBytes) implements RemoteSession {
  @Override
  public Process exec(String command, int timeout) throws IOException {
    return new BoundedProcess(session.exec(command, timeout), maxBytes);
  }

  @Override
  public void disconnect() {
    session.disconnect();
  }

  /** Says that a command answered more than it may. */
  static final class TooMuchException extends IOException {
    private static final long serialVersionUID = 1L;

    TooMuchException(long most) {
      super("the host sent more than the limit of " + most + " bytes");
    }
  }

  private static final class BoundedProcess extends Process {
    private final Process process;
    private final InputStream answer;

    BoundedProcess(Process process, long maxBytes) {
      this.process = process;
      this.answer = new BoundedInput(process.getInputStream(), maxBytes);
    }

    @Override
    public InputStream getInputStream() {
      return answer;
    }

    @Override
    public OutputStream getOutputStream() {
      return process.getOutputStream();
    }

    @Override
    public InputStream getErrorStream() {
      return process.getErrorStream();
    }

    @Override
    public int waitFor() throws InterruptedException {
      return process.waitFor();
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
      return process.waitFor(timeout, unit);
    }

    @Override
    public int exitValue() {
      return process.exitValue();
    }

    @Override
    public void destroy() {
      process.destroy();
    }
  }

  private static final class BoundedInput extends FilterInputStream {
    private final long most;
    private long left;

    BoundedInput(InputStream in, long most) {
      super(in);
      this.most = most;
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      int octet = super.read();
      take(octet < 0 ? 0 : 1);
      return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      take(count);
      return count;
    }

    private void take(int count) throws IOException {
      left -= Math.max(0, count);
      if (left < 0) {
        throw new TooMuchException(most);
      }
    }
  }
}
