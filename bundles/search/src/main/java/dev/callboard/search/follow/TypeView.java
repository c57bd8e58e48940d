package dev.callboard.search.follow;

import dev.callboard.search.index.Generation;
import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;

/**
 * What there is to search of one type at one moment; to be closed soon.
 *
 * @param follower keeps it up
 * @param generation where it is
 * @param reader reads it
 */
record TypeView(TypeFollower follower, Generation generation, DirectoryReader reader)
    implements AutoCloseable {
  @Override
  public void close() throws IOException {
    generation.release(reader);
  }
}
