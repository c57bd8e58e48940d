package dev.callboard.catalog.write;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which version of an entity has to be there for a write, as the headers {@code If-Match} and
 * {@code If-None-Match} say it (RFC 9110, section 13.1). A tag that a proxy has made weak counts as
 * the one that it was made of: tags here are digests of the content.
 *
 * @param etags of which the entity has to have one; empty for any
 * @param present whether the entity has to be there
 * @param absent whether it must not be there
 */
public record Precondition(Set<String> etags, boolean present, boolean absent) {
  /** Nothing is expected. */
  public static final Precondition NONE = new Precondition(Set.of(), false, false);

  /** Checks the arguments. */
  public Precondition {
    etags = Set.copyOf(requireNonNull(etags, "etags is null"));
  }

  /** Returns the precondition of one etag, or none for null. */
  public static Precondition ifMatch(String etag) {
    return etag == null ? NONE : new Precondition(Set.of(etag), true, false);
  }

  /**
   * Reads the headers.
   *
   * @param ifMatch the header {@code If-Match}, or null
   * @param ifNoneMatch the header {@code If-None-Match}, or null; only {@code *} means something
   *     for a write
   * @throws WriteRefused with code {@code INPUT} when one cannot be read
   */
  public static Precondition of(String ifMatch, String ifNoneMatch) {
    if (ifNoneMatch != null && !ifNoneMatch.trim().equals("*")) {
      throw WriteRefused.input(
          "If-None-Match of a write can only be *, which means that the entity must not exist");
    }
    if (ifMatch == null) {
      return new Precondition(Set.of(), false, ifNoneMatch != null);
    }
    if (ifMatch.trim().equals("*")) {
      return new Precondition(Set.of(), true, ifNoneMatch != null);
    }
    return new Precondition(tags(ifMatch), true, ifNoneMatch != null);
  }

  private static Set<String> tags(String header) {
    Set<String> tags = new TreeSet<>();
    for (String each : header.split(",", -1)) {
      String tag = each.trim();
      String opaque = tag.startsWith("W/") ? tag.substring(2) : tag;
      if (opaque.length() < 3 || !opaque.startsWith("\"") || !opaque.endsWith("\"")) {
        throw WriteRefused.input(
            "If-Match cannot be read: it is *, or etags in double quotes with commas between");
      }
      tags.add(opaque.substring(1, opaque.length() - 1));
    }
    return tags;
  }

  /** Returns whether the headers said nothing. */
  public boolean isNone() {
    return equals(NONE);
  }

  /**
   * Checks it.
   *
   * @param what names the thing, such as {@code The entity component:default/a}
   * @param etag the etag of what is there, empty when nothing is
   * @throws WriteRefused with code {@code PRECONDITION_FAILED} and the etag when it does not hold
   */
  public void check(String what, Optional<String> etag) {
    if (etag.isEmpty()) {
      if (present) {
        throw WriteRefused.precondition(what + " does not exist", etag);
      }
      return;
    }
    if (absent) {
      throw WriteRefused.precondition(
          what + " exists already, with the etag \"" + etag.get() + "\"", etag);
    }
    if (!etags.isEmpty() && !etags.contains(etag.get())) {
      throw WriteRefused.precondition(
          what + " has changed: its etag is \"" + etag.get() + "\" now", etag);
    }
  }
}
