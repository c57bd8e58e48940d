package dev.callboard.it.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which TCP ports a process listens on, read from the Linux {@code /proc} file system. */
final class ListeningPorts {
  private static final String LISTEN = "0A";

  private ListeningPorts() {}

  static List<Integer> of(Process process) throws IOException {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    Set<String> inodes = sockets(proc.resolve("fd"));
    return Stream.of("net/tcp", "net/tcp6")
        .map(proc::resolve)
        .flatMap(ListeningPorts::lines)
        .map(line -> line.trim().split("\\s+"))
        .filter(fields -> fields.length > 9 && fields[3].equals(LISTEN))
        .filter(fields -> inodes.contains(fields[9]))
        .map(fields -> Integer.parseInt(fields[1].substring(fields[1].indexOf(':') + 1), 16))
        .distinct()
        .sorted()
        .toList();
  }

  private static Set<String> sockets(Path descriptors) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> list = Files.list(descriptors)) {
      for (Path descriptor : list.toList()) {
        String target = Files.readSymbolicLink(descriptor).toString();
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring("socket:[".length(), target.length() - 1));
        }
      }
    }
    return inodes;
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file).stream().skip(1) : Stream.empty();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
