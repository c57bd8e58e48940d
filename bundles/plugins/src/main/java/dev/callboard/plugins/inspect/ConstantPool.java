package dev.callboard.plugins.inspect;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * The constant pool of a class file (Java Virtual Machine Specification, section 4.4): which
 * methods the class refers to, and its texts. The form of the pool has been stable for decades, so
 * classes of later Java versions can be read too.
 */
public final class ConstantPool {
  private final int[] tags;
  private final Object[] values;

  private ConstantPool(int size) {
    tags = new int[size];
    values = new Object[size];
  }

  /**
   * Reads the pool.
   *
   * @throws IOException when the bytes are no class file
   */
  public static ConstantPool read(byte[] classFile) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    if (in.readInt() != 0xcafebabe) {
      throw new IOException("not a class file");
    }
    in.readInt();
    ConstantPool pool = new ConstantPool(in.readUnsignedShort());
    for (int i = 1; i < pool.tags.length; i++) {
      pool.readConstant(i, in);
      // The two wide kinds take two places.
      i += pool.tags[i] == 5 || pool.tags[i] == 6 ? 1 : 0;
    }
    return pool;
  }

  private void readConstant(int index, DataInputStream in) throws IOException {
    int tag = in.readUnsignedByte();
    tags[index] = tag;
    switch (tag) {
      case 1 -> values[index] = in.readUTF();
      case 3, 4 -> in.readInt();
      case 5, 6 -> in.readLong();
      case 7, 8, 16, 19, 20 -> values[index] = new int[] {in.readUnsignedShort()};
      case 9, 10, 11, 12, 17, 18 ->
          values[index] = new int[] {in.readUnsignedShort(), in.readUnsignedShort()};
      case 15 -> {
        in.readUnsignedByte();
        in.readUnsignedShort();
      }
      default -> throw new IOException("unknown constant " + tag);
    }
  }

  /** Returns the methods referred to, such as {@code java/lang/System.exit}. */
  public Set<String> methods() throws IOException {
    Set<String> methods = new HashSet<>();
    for (int i = 1; i < tags.length; i++) {
      if (tags[i] == 10 || tags[i] == 11) {
        methods.add(text(ref(ref(i, 0), 0)) + "." + text(ref(ref(i, 1), 0)));
      }
    }
    return methods;
  }

  /** Returns whether one of the texts is this. */
  public boolean hasText(String text) {
    for (Object value : values) {
      if (text.equals(value)) {
        return true;
      }
    }
    return false;
  }

  /** Returns every text. */
  Set<String> texts() {
    Set<String> texts = new HashSet<>();
    for (Object value : values) {
      if (value instanceof String text) {
        texts.add(text);
      }
    }
    return texts;
  }

  private int ref(int index, int part) throws IOException {
    if (index < 1 || index >= values.length || !(values[index] instanceof int[] refs)) {
      throw new IOException("a constant refers to nothing");
    }
    return refs[Math.min(part, refs.length - 1)];
  }

  private String text(int index) throws IOException {
    if (index < 1 || index >= values.length || !(values[index] instanceof String text)) {
      throw new IOException("a constant refers to no text");
    }
    return text;
  }
}
