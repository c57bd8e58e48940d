package dev.callboard.catalog.export;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.index.Walk;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes entities as a table, one after the other: never more than one is held in memory. */
public final class CsvExport {
  private static final int BUFFER = 32 * 1024;
  private static final ObjectReader OBJECT =
      JsonMapper.builder().build().readerFor(new TypeReference<Map<String, Object>>() {});

  private final List<CsvColumn> columns;

  /** Creates an export with these columns. */
  public CsvExport(List<CsvColumn> columns) {
    this.columns = List.copyOf(columns);
  }

  /**
   * Writes a header and a row for each entity.
   *
   * @param limit how many entities at the most
   */
  public void write(OutputStream target, Walk entities, int limit) throws IOException {
    OutputStream out = new BufferedOutputStream(target, BUFFER);
    CsvWriter csv = new CsvWriter(out);
    csv.row(columns.stream().map(CsvColumn::name).toList());
    for (int i = 0; i < limit && entities.next(); i++) {
      Map<String, Object> entity = OBJECT.readValue(entities.entity().json());
      List<Object> cells = new ArrayList<>(columns.size());
      columns.forEach(column -> cells.add(column.value(entity)));
      csv.row(cells);
    }
    out.flush();
  }
}
