package dev.callboard.catalog.store;

import java.lang.ref.WeakReference;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The JSON values of a stored entity, parsed when they are looked at and forgotten soon after: a
 * catalog as values takes ten times the memory that it takes as text, and at the start the index
 * looks at each once.
 */
final class StoredJson extends AbstractMap<String, Object> {
  private final byte[] json;
  private final Function<byte[], Map<String, Object>> parser;
  private WeakReference<Map<String, Object>> parsed = new WeakReference<>(null);

  StoredJson(byte[] json, Function<byte[], Map<String, Object>> parser) {
    this.json = json;
    this.parser = parser;
  }

  private Map<String, Object> read() {
    Map<String, Object> values = parsed.get();
    if (values == null) {
      values = parser.apply(json);
      parsed = new WeakReference<>(values);
    }
    return values;
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return read().entrySet();
  }

  @Override
  public Object get(Object key) {
    return read().get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return read().containsKey(key);
  }
}
