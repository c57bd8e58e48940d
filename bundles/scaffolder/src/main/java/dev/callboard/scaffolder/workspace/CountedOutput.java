package dev.callboard.scaffolder.workspace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Writes a file and counts its bytes before they reach the disk. */
final class CountedOutput extends OutputStream {
  private final SeekableByteChannel channel;
  private final Usage usage;
  private long size;

  CountedOutput(SeekableByteChannel channel, Usage usage) {
    this.channel = channel;
    this.usage = usage;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    usage.bytes(size, count);
    size += count;
    ByteBuffer left = ByteBuffer.wrap(bytes, offset, count);
    while (left.hasRemaining()) {
      channel.write(left);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
