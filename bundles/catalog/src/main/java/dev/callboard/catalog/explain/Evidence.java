package dev.callboard.catalog.explain;

import dev.callboard.catalog.changes.Change;
import java.util.List;
import java.util.Optional;

/**
 * What the database knows of one reference.
 *
 * @param row the claim on the reference, empty when nobody has one
 * @param listings who lists it
 * @param lost documents that wanted the reference and did not get it
 * @param last the last change of what was served, empty when it never was
 * @param lastForm the last form that was served, empty when none is known
 */
record Evidence(
    Optional<Row> row,
    List<Listing> listings,
    List<Lost> lost,
    Optional<Change> last,
    Optional<Change> lastForm) {
  /**
   * The claim that has the reference.
   *
   * @param location the file
   * @param served whether there is a form to serve
   * @param orphan whether nothing lists it any more
   * @param errors what is wrong with the document now, as JSON text, or null
   * @param targetErrors what is wrong with the targets of a Location, as JSON text, or null
   */
  record Row(String location, boolean served, boolean orphan, String errors, String targetErrors) {}

  /**
   * A file, or a provider, that lists the entity.
   *
   * @param root the key of the root
   * @param source the key of the file
   * @param parent the Location entity that names the file, or empty
   * @param state of the file, null when nothing is known of it
   * @param errors of the file, as JSON text, or null
   * @param readAt when it was looked at last, in milliseconds
   * @param changedAt when it was found changed last, in milliseconds
   */
  record Listing(
      String root,
      String source,
      String parent,
      String state,
      String errors,
      long readAt,
      long changedAt) {}

  /**
   * A document without the reference that it wants.
   *
   * @param location its file
   * @param line where it begins
   * @param winner the file that has the reference
   * @param kind {@code location}, or {@code duplicate} for two documents of one file
   * @param since when it was noticed, in milliseconds
   */
  record Lost(String location, int line, String winner, String kind, long since) {}
}
