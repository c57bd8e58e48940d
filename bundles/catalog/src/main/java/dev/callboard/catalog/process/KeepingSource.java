package dev.callboard.catalog.process;

import dev.callboard.catalog.spi.PlaceholderResolver;
import java.util.Set;

/** Remembers what was read as refresh keys. */
final class KeepingSource implements PlaceholderResolver.Source {
  private final PlaceholderResolver.Source source;
  private final Set<String> keys;

  KeepingSource(PlaceholderResolver.Source source, Set<String> keys) {
    this.source = source;
    this.keys = keys;
  }

  @Override
  public String location() {
    return source.location();
  }

  @Override
  public String read(String reference) {
    // kept before the read, so that a file that appears later is noticed
    keys.add(resolve(reference));
    return source.read(reference);
  }

  @Override
  public String resolve(String reference) {
    return source.resolve(reference);
  }
}
