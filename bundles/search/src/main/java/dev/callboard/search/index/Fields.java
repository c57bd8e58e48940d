package dev.callboard.search.index;

import java.util.List;

/** The fields of the index. */
public final class Fields {
  /** What tells documents apart. */
  public static final String ID = "id";

  /** What documents are removed with. */
  public static final String GROUP = "group";

  /** Every word that a document can be found by. */
  public static final String ALL = "all";

  /** The words of titles and names. */
  public static final String TITLE = "title";

  /** The words of texts. */
  public static final String TEXT = "text";

  /** The words of tags. */
  public static final String TAG = "tag";

  /** The words of owners. */
  public static final String OWNER = "owner";

  /** Each title and name as a whole, letters and digits only. */
  public static final String NAME = "name";

  /** Each three letters that follow each other in a title or a name. */
  public static final String TRIGRAM = "trigram";

  /** Each field with its value, for filters. */
  public static final String FILTER = "filter";

  /** What callers are shown, as JSON. */
  public static final String CONTENT = "content";

  /** What decides who may see it. */
  public static final String RESOURCE = "resource";

  /** The order of documents when nothing else orders them. */
  public static final String ORDER = "order";

  /** What can be counted, besides the type. */
  public static final List<String> FACETS = List.of("kind", "owner", "lifecycle", "tags", "type");

  private static final String FACET = "facet:";
  private static final int LONGEST_FILTER = 1_000;

  private Fields() {}

  /** Returns the column of what can be counted. */
  public static String facet(String name) {
    return FACET + name;
  }

  /** Returns the word by which documents with a field are found. */
  public static String filter(String field, String value) {
    String word = field + '\0' + value;
    // The index refuses words that are much longer; such a text is nothing to filter by.
    return word.length() <= LONGEST_FILTER ? word : word.substring(0, LONGEST_FILTER);
  }
}
