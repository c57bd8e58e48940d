package dev.callboard.docs.html;

import java.util.Locale;
import java.util.Set;

/** Keeps the ids and names of a page from being taken for something of the page around it. */
public final class Ids {
  private static final Set<String> TAKEN =
      Set.of(
          "config",
          "location",
          "document",
          "window",
          "self",
          "top",
          "parent",
          "frames",
          "body",
          "head",
          "forms",
          "images",
          "links",
          "cookie",
          "domain",
          "referrer",
          "url",
          "history",
          "navigator",
          "origin",
          "opener",
          "name",
          "status",
          "event",
          "alert",
          "root",
          "app",
          "attributes",
          "children",
          "childnodes",
          "firstchild",
          "lastchild",
          "parentnode",
          "innerhtml",
          "nodename",
          "nodetype",
          "ownerdocument",
          "textcontent",
          "defaultview",
          "getelementbyid",
          "queryselector",
          "createelement",
          "currentscript",
          "implementation",
          "globalthis",
          "localstorage",
          "sessionstorage",
          "fetch",
          "eval");
  private static final Set<String> ALWAYS =
      Set.of(
          "__proto__",
          "prototype",
          "constructor",
          "tostring",
          "valueof",
          "hasownproperty",
          "isprototypeof",
          "__definegetter__",
          "__definesetter__",
          "__lookupgetter__");
  private static final String PREFIX = "user-content-";

  private Ids() {}

  /** Returns the id for one that the author chose, {@code heading} telling whether it was made. */
  public static String safe(String id, boolean heading) {
    String plain = id.strip();
    String lower = plain.toLowerCase(Locale.ROOT);
    boolean taken = ALWAYS.contains(lower) || !heading && TAKEN.contains(lower);
    return taken ? PREFIX + plain : plain;
  }
}
