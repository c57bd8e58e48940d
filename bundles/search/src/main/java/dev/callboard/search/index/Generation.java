package dev.callboard.search.index;

import dev.callboard.search.spi.DocumentSink;
import dev.callboard.search.spi.SearchDocument;
import dev.callboard.search.text.TextAnalysis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderManager;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;

/**
 * The index of one type as it was built one time. Written by one thread at a time; readers take a
 * view with {@link #acquire} from any thread. What is not committed is lost with the process, and
 * so is the position that went with it: it is followed again from the one before.
 */
public final class Generation implements DocumentSink, AutoCloseable {
  private static final String POSITION = "position";
  private static final String MADE_OF = "madeOf";
  private static final String RULES = "rules";

  private final DocumentForm form = new DocumentForm();
  private final Directory directory;
  private final IndexWriter writer;
  private final ReaderManager readers;
  private final String rules;
  private String madeOf;
  private volatile String position = "";
  private boolean dirty;

  private Generation(Directory directory, IndexWriter writer, ReaderManager readers, String rules) {
    this.directory = directory;
    this.writer = writer;
    this.readers = readers;
    this.rules = rules;
  }

  /** Creates an empty one, to be made of something. */
  static Generation create(Path folder, TextAnalysis analysis, String madeOf) throws IOException {
    Generation created = open(folder, analysis, IndexWriterConfig.OpenMode.CREATE);
    created.madeOf = madeOf;
    return created;
  }

  /**
   * Opens one that is complete, after having compared the check sum of each file.
   *
   * @return empty when its words were made by other rules
   * @throws IOException when it is not complete or damaged; so may a {@code RuntimeException}
   */
  static Optional<Generation> open(Path folder, TextAnalysis analysis) throws IOException {
    Generation opened = open(folder, analysis, IndexWriterConfig.OpenMode.APPEND);
    try {
      Map<String, String> data = new HashMap<>();
      opened.writer.getLiveCommitData().forEach(e -> data.put(e.getKey(), e.getValue()));
      if (!opened.rules.equals(data.get(RULES))) {
        opened.abandon();
        return Optional.empty();
      }
      opened.madeOf = data.getOrDefault(MADE_OF, "");
      opened.position = data.getOrDefault(POSITION, "");
      opened.check();
      return Optional.of(opened);
    } catch (IOException | RuntimeException e) {
      opened.abandon();
      throw e;
    }
  }

  private static Generation open(
      Path folder, TextAnalysis analysis, IndexWriterConfig.OpenMode mode) throws IOException {
    Directory directory = FSDirectory.open(folder);
    IndexWriter writer = null;
    try {
      IndexWriterConfig config =
          new IndexWriterConfig(analysis.indexed())
              .setOpenMode(mode)
              .setCommitOnClose(false)
              // Documents that nothing else orders come in this one, without being sorted.
              .setIndexSort(new Sort(new SortField(Fields.ORDER, SortField.Type.STRING)));
      writer = new IndexWriter(directory, config);
      return new Generation(directory, writer, new ReaderManager(writer), analysis.rules());
    } catch (IOException | RuntimeException e) {
      if (writer != null) {
        writer.rollback();
      }
      directory.close();
      throw e;
    }
  }

  private void check() throws IOException {
    DirectoryReader reader = acquire();
    try {
      for (LeafReaderContext leaf : reader.leaves()) {
        ((CodecReader) leaf.reader()).checkIntegrity();
      }
    } finally {
      release(reader);
    }
  }

  /** Returns whether it was made of this; else it should be made anew, and answers until then. */
  public boolean isMadeOf(String wanted) {
    return wanted.equals(madeOf);
  }

  /** Returns up to where it has followed; empty text when its collator knows no positions. */
  public String position() {
    return position;
  }

  @Override
  public void put(SearchDocument document) {
    if (!DocumentForm.isSafe(document)) {
      remove(document.id());
      return;
    }
    change(() -> writer.updateDocument(new Term(Fields.ID, document.id()), form.of(document)));
  }

  @Override
  public void remove(String id) {
    change(() -> writer.deleteDocuments(new Term(Fields.ID, id)));
  }

  @Override
  public void removeGroup(String group) {
    change(() -> writer.deleteDocuments(new Term(Fields.GROUP, group)));
  }

  private interface Write {
    void run() throws IOException;
  }

  private void change(Write write) {
    try {
      write.run();
      dirty = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Shows readers what has been written, which goes up to a position. */
  public void publish(String reached) throws IOException {
    readers.maybeRefreshBlocking();
    dirty |= !reached.equals(position);
    position = reached;
  }

  /** Makes what has been published last; does nothing when it does already. */
  public void commit() throws IOException {
    if (!dirty) {
      return;
    }
    writer.setLiveCommitData(Map.of(POSITION, position, MADE_OF, madeOf, RULES, rules).entrySet());
    writer.commit();
    dirty = false;
  }

  /** Returns whether there is something to commit. */
  public boolean isDirty() {
    return dirty;
  }

  /** Returns what there is to search, to be given back with {@link #release}. */
  public DirectoryReader acquire() throws IOException {
    return readers.acquire();
  }

  /** Gives a view back. */
  public void release(DirectoryReader reader) throws IOException {
    readers.release(reader);
  }

  /** Closes it without what has not been committed; views that are in use stay good. */
  public void abandon() {
    try {
      IOUtils.close(readers, writer::rollback, directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits and closes it; views that are in use stay good. */
  @Override
  public void close() throws IOException {
    try {
      commit();
    } finally {
      abandon();
    }
  }
}
