package dev.callboard.supply.chain.feed;

import dev.callboard.supply.chain.format.AdvisoryReader;
import dev.callboard.supply.chain.format.DocumentLimits;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.function.Consumer;

/** Reads one advisory, or a list of them, without having the list in memory. */
final class OsvStream {
  private final DocumentLimits limits;

  OsvStream(DocumentLimits limits) {
    this.limits = limits;
  }

  void read(BufferedInputStream in, Consumer<AdvisoryReader.Item> taker) throws IOException {
    AdvisoryReader reader = new AdvisoryReader(limits);
    in.mark(64);
    int first = in.read();
    while (first == ' ' || first == '\n' || first == '\r' || first == '\t') {
      in.mark(64);
      first = in.read();
    }
    in.reset();
    if (first == '[') {
      reader.each(in, "/*", taker);
      return;
    }
    taker.accept(reader.one(in.readAllBytes()));
  }
}
