package dev.callboard.scheduler;

/**
 * The name of a task.
 *
 * @param plugin the id of the plugin that it belongs to, or the symbolic name of its bundle
 * @param id the name within the plugin
 */
record TaskName(String plugin, String id) implements Comparable<TaskName> {
  @Override
  public int compareTo(TaskName other) {
    int byPlugin = plugin.compareTo(other.plugin);
    return byPlugin != 0 ? byPlugin : id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return plugin + "/" + id;
  }
}
