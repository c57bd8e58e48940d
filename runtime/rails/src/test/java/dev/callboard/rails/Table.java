package dev.callboard.rails;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A checked-in list: columns divided by tabs, comments from {@code #}, no empty cells. */
final class Table {

  private Table() {}

  static List<List<String>> read(String file, int columns) {
    List<List<String>> rows = new ArrayList<>();
    int number = 0;
    for (String line : Repository.read(Repository.rails(file)).split("\n")) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> cells = Arrays.stream(line.split("\t+")).map(String::strip).toList();
      if (cells.size() != columns || cells.stream().anyMatch(String::isEmpty)) {
        throw new IllegalStateException(
            file + ":" + number + ": expected " + columns + " columns divided by tabs: " + line);
      }
      rows.add(cells);
    }
    return rows;
  }
}
