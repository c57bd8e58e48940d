package dev.callboard.scaffolder.fetch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Files in memory, as a source and as a target. */
final class MemoryTree implements SourceTree, TargetTree {
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, TreeEntry> entries = new TreeMap<>();

  MemoryTree file(String path, String content) {
    write(path, content.getBytes(StandardCharsets.UTF_8), false);
    return this;
  }

  MemoryTree link(String path) {
    entries.put(path, new TreeEntry(path, TreeEntry.Kind.OTHER, false));
    return this;
  }

  String text(String path) {
    byte[] content = files.get(path);
    return content == null ? null : new String(content, StandardCharsets.UTF_8);
  }

  TreeEntry entry(String path) {
    return entries.get(path);
  }

  Map<String, byte[]> files() {
    return files;
  }

  @Override
  public List<TreeEntry> entries() {
    return new ArrayList<>(entries.values());
  }

  @Override
  public byte[] read(String path) {
    return files.get(path);
  }

  @Override
  public boolean exists(String path) {
    return entries.containsKey(path);
  }

  @Override
  public void makeDirectory(String path) {
    entries.putIfAbsent(path, new TreeEntry(path, TreeEntry.Kind.DIRECTORY, false));
    int slash = path.lastIndexOf('/');
    if (slash > 0) {
      makeDirectory(path.substring(0, slash));
    }
  }

  @Override
  public void write(String path, byte[] content, boolean executable) {
    int slash = path.lastIndexOf('/');
    if (slash > 0) {
      makeDirectory(path.substring(0, slash));
    }
    files.put(path, content);
    entries.put(path, new TreeEntry(path, TreeEntry.Kind.FILE, executable));
  }
}
