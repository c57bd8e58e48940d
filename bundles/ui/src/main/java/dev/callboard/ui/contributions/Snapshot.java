package dev.callboard.ui.contributions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * All contributions at one time.
 *
 * @param revision changes with them
 * @param plugins the plugins, in their order, with the items that count
 * @param problems what does not count and why
 */
record Snapshot(String revision, List<Entry> plugins, List<String> problems) {
  private static final int REVISION_CHARS = 16;

  /**
   * A plugin with the items that count.
   *
   * @param plugin the plugin
   * @param lists its items by sort
   */
  record Entry(PluginUi plugin, Map<String, List<Map<String, Object>>> lists) {}

  /** Puts plugins together; those that come first have the first choice of addresses. */
  static Snapshot of(List<PluginUi> plugins) {
    Paths paths = new Paths();
    List<Entry> entries = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    for (PluginUi plugin : plugins) {
      entries.add(new Entry(plugin, paths.claim(plugin)));
      plugin.manifest().problems().forEach(each -> problems.add(plugin.id() + ": " + each));
      all.append(plugin.base()).append(' ').append(plugin.version()).append('\n');
    }
    problems.addAll(paths.problems());
    return new Snapshot(digest(all.toString()), List.copyOf(entries), List.copyOf(problems));
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, REVISION_CHARS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
