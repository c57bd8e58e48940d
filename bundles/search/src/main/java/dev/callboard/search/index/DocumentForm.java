package dev.callboard.search.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.search.spi.SearchDocument;
import dev.callboard.search.text.Folding;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;

/** Lays a document out for the index. Thread-safe. */
final class DocumentForm {
  private static final FieldType FOUND = type(IndexOptions.DOCS, false, true);
  private static final FieldType RANKED = type(IndexOptions.DOCS_AND_FREQS, true, true);
  private static final FieldType WHOLE = type(IndexOptions.DOCS, false, false);
  private static final int LONGEST_NAME = 500;
  private static final int LONGEST_ORDER = 200;

  /** What is beyond is shown, but not found. */
  private static final int LONGEST_TEXT = 200_000;

  private final JsonMapper json = JsonMapper.builder().build();

  private static FieldType type(IndexOptions options, boolean norms, boolean tokenized) {
    FieldType type = new FieldType();
    type.setIndexOptions(options);
    type.setOmitNorms(!norms);
    type.setTokenized(tokenized);
    type.freeze();
    return type;
  }

  /** Returns whether a document leads to where a browser may go. */
  static boolean isSafe(SearchDocument document) {
    String location = document.location();
    if (location.startsWith("/")) {
      return true;
    }
    return location.regionMatches(true, 0, "http://", 0, 7)
        || location.regionMatches(true, 0, "https://", 0, 8);
  }

  Document of(SearchDocument document) {
    Document form = new Document();
    form.add(new StringField(Fields.ID, document.id(), Field.Store.NO));
    document.group().ifPresent(g -> form.add(new StringField(Fields.GROUP, g, Field.Store.NO)));
    names(form, document);
    String text = cut(document.text(), LONGEST_TEXT);
    form.add(new Field(Fields.TEXT, text, RANKED));
    form.add(new Field(Fields.ALL, text, FOUND));
    document.tags().forEach(tag -> tag(form, tag));
    document.content().forEach((name, value) -> field(form, name, value));
    form.add(new BinaryDocValuesField(Fields.CONTENT, new BytesRef(bytes(document))));
    document
        .resourceRef()
        .ifPresent(ref -> form.add(new SortedDocValuesField(Fields.RESOURCE, new BytesRef(ref))));
    String order = cut(Folding.fold(document.title()), LONGEST_ORDER) + '\0';
    form.add(
        new SortedDocValuesField(
            Fields.ORDER, new BytesRef(order + cut(document.id(), LONGEST_ORDER))));
    return form;
  }

  private static void names(Document form, SearchDocument document) {
    Set<String> names = new LinkedHashSet<>();
    names.add(document.title());
    names.addAll(document.names());
    Set<String> joined = new LinkedHashSet<>();
    for (String name : names) {
      String shortened = cut(name, LONGEST_NAME);
      form.add(new Field(Fields.TITLE, shortened, RANKED));
      form.add(new Field(Fields.ALL, shortened, FOUND));
      joined.add(Folding.join(shortened));
    }
    Set<String> trigrams = new LinkedHashSet<>();
    for (String name : joined) {
      form.add(new Field(Fields.NAME, name, WHOLE));
      // Typed without what divides it, a name must be found as a word too.
      form.add(new Field(Fields.ALL, name, FOUND));
      for (int i = 0; i + 3 <= name.length(); i++) {
        trigrams.add(name.substring(i, i + 3));
      }
    }
    trigrams.forEach(trigram -> form.add(new Field(Fields.TRIGRAM, trigram, WHOLE)));
  }

  private static void tag(Document form, String tag) {
    form.add(new Field(Fields.TAG, tag, FOUND));
    form.add(new Field(Fields.ALL, tag, FOUND));
    filter(form, "tags", tag);
    facet(form, "tags", tag);
  }

  private static void field(Document form, String name, Object value) {
    if (value instanceof Collection<?> items) {
      for (Object item : items) {
        if (!(item instanceof Collection)) {
          field(form, name, item);
        }
      }
      return;
    }
    if (value == null || value instanceof Map) {
      return;
    }
    String text = String.valueOf(value);
    if (name.equals("text")) {
      return;
    }
    filter(form, name, text);
    facet(form, name, text);
    if (!List.of("title", "location", "path").contains(name)) {
      form.add(new Field(Fields.ALL, cut(text, LONGEST_TEXT), FOUND));
    }
    if (name.equals("owner")) {
      form.add(new Field(Fields.OWNER, cut(text, LONGEST_NAME), FOUND));
    }
  }

  private static void filter(Document form, String name, String value) {
    form.add(new Field(Fields.FILTER, Fields.filter(name, value), WHOLE));
  }

  private static void facet(Document form, String name, String value) {
    if (Fields.FACETS.contains(name) && !value.isEmpty()) {
      BytesRef bytes = new BytesRef(cut(value, LONGEST_NAME));
      form.add(new SortedSetDocValuesField(Fields.facet(name), bytes));
    }
  }

  private byte[] bytes(SearchDocument document) {
    try {
      return json.writeValueAsBytes(document.content());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the document " + document.id() + " has a field that is no JSON value", e);
    }
  }

  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }
}
