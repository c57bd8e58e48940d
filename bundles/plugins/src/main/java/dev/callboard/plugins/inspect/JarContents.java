package dev.callboard.plugins.inspect;

import static dev.callboard.plugins.inspect.JarRefusedException.quote;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Unpacks every entry for its checks, and reads the classes, those of jars inside included. */
final class JarContents {
  private static final int MAX_CLASS = 16 << 20;

  private final Budget budget;
  private final Map<RiskyCall, String> calls = new EnumMap<>(RiskyCall.class);
  private final List<String> classes = new ArrayList<>();

  JarContents(Budget budget) {
    this.budget = budget;
  }

  Map<RiskyCall, String> calls() {
    return calls;
  }

  List<String> classes() {
    return classes;
  }

  void scan(List<ZipEntryInfo> entries, EntryContent content)
      throws IOException, JarRefusedException {
    scan(entries, content, "");
  }

  private void scan(List<ZipEntryInfo> entries, EntryContent content, String outer)
      throws IOException, JarRefusedException {
    for (ZipEntryInfo entry : entries) {
      if (entry.name().endsWith(".class") && entry.size() <= MAX_CLASS) {
        scanClass(entry, content.read(entry), outer);
      } else if (outer.isEmpty() && entry.name().endsWith(".jar")) {
        scanInner(entry, content.read(entry));
      } else {
        content.verify(entry);
      }
    }
  }

  // The framework looks into jars of the bundle class path, one level deep.
  private void scanInner(ZipEntryInfo entry, byte[] bytes) throws IOException, JarRefusedException {
    ByteSource source = ByteSource.of(bytes);
    try {
      ZipDirectory directory = ZipDirectory.read(source, budget);
      EntryNames.check(directory.entries());
      JarInspector.checkSizes(directory, bytes.length, budget);
      ZipLayout layout = ZipLayout.check(source, directory, budget);
      scan(directory.entries(), new EntryContent(source, layout, budget), entry.name() + "!");
    } catch (EOFException e) {
      throw new JarRefusedException("bad-zip", "in " + quote(entry.name()) + ": ends early");
    } catch (JarRefusedException e) {
      throw new JarRefusedException(e.rule(), "in " + quote(entry.name()) + ": " + e.getMessage());
    }
  }

  private void scanClass(ZipEntryInfo entry, byte[] bytes, String outer)
      throws JarRefusedException {
    String name = entry.name().substring(0, entry.name().length() - 6).replace('/', '.');
    classes.add(name);
    try {
      for (String method : ConstantPool.read(bytes).methods()) {
        RiskyCall.of(method).ifPresent(call -> calls.putIfAbsent(call, outer + name));
      }
    } catch (IOException e) {
      throw new JarRefusedException(
          "bad-class", "the entry " + quote(entry.name()) + " is no class file: " + e.getMessage());
    }
  }
}
