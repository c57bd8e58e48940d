package dev.callboard.audit.export;

import dev.callboard.platform.audit.AuditRecord;
import java.io.IOException;
import java.util.List;

/** Where records go. For one thread; blocks. */
@FunctionalInterface
interface Sink {
  /**
   * Takes records, all or none as far as it can tell.
   *
   * @throws IOException when they may not have arrived: they are given again
   */
  void write(List<AuditRecord> records) throws IOException;
}
