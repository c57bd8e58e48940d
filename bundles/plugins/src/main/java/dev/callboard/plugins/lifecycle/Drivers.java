package dev.callboard.plugins.lifecycle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Deregisters the JDBC drivers that a plugin has left, from within its class loader. */
final class Drivers {
  private static final String NAME = "CallboardDriverSweep";

  private Drivers() {}

  /**
   * Deregisters drivers.
   *
   * @param neighbour any class of the plugin
   * @return a sentence for each driver
   */
  static List<String> sweep(Class<?> neighbour) throws Exception {
    String path = neighbour.getPackageName().replace('.', '/');
    byte[] copy = renamed(path.isEmpty() ? NAME : path + "/" + NAME);
    Class<?> sweeper =
        MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup()).defineClass(copy);
    Object instance = sweeper.getDeclaredConstructor().newInstance();
    List<String> sentences = new ArrayList<>();
    for (Object driver : (List<?>) ((Callable<?>) instance).call()) {
      sentences.add("The JDBC driver " + driver + " was left, and is deregistered");
    }
    return sentences;
  }

  /** Returns the template's class file with another name in its constant pool. */
  private static byte[] renamed(String name) throws IOException {
    String own = DriverTemplate.class.getName().replace('.', '/');
    try (InputStream file = DriverTemplate.class.getResourceAsStream("DriverTemplate.class")) {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(file.readAllBytes()));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeLong(in.readLong());
      int count = in.readUnsignedShort();
      out.writeShort(count);
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        out.writeByte(tag);
        if (tag == 1) {
          String text = in.readUTF();
          out.writeUTF(text.replace(own, name));
          continue;
        }
        out.write(in.readNBytes(length(tag)));
        i += tag == 5 || tag == 6 ? 1 : 0;
      }
      out.write(in.readAllBytes());
      return bytes.toByteArray();
    }
  }

  /** Returns how many bytes follow a tag of the constant pool (JVM specification, 4.4). */
  private static int length(int tag) {
    return switch (tag) {
      case 7, 8, 16, 19, 20 -> 2;
      case 15 -> 3;
      case 5, 6 -> 8;
      default -> 4;
    };
  }
}
