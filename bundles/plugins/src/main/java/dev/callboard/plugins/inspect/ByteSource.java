package dev.callboard.plugins.inspect;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Bytes with a position: a file, or a jar inside a jar that was unpacked to memory. */
interface ByteSource {
  /** Returns the number of bytes. */
  long size() throws IOException;

  /** Fills the buffer from a position; throws {@link EOFException} when there is too little. */
  void read(long position, ByteBuffer target) throws IOException;

  /** Returns a number of bytes from a position, little-endian, ready to be read. */
  default ByteBuffer bytes(long position, int length) throws IOException {
    if (position < 0 || length < 0 || position > size() - length) {
      throw new EOFException("outside the file");
    }
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    read(position, buffer);
    return buffer.flip();
  }

  static ByteSource of(FileChannel channel) throws IOException {
    long size = channel.size();
    return new ByteSource() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public void read(long position, ByteBuffer target) throws IOException {
        long at = position;
        while (target.hasRemaining()) {
          int n = channel.read(target, at);
          if (n < 0) {
            throw new EOFException("the file ends early");
          }
          at += n;
        }
      }
    };
  }

  static ByteSource of(byte[] bytes) {
    return new ByteSource() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public void read(long position, ByteBuffer target) {
        target.put(bytes, (int) position, target.remaining());
      }
    };
  }
}
