package dev.callboard.integrations;

import dev.callboard.integrations.spi.SourceHost;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What references in files mean. */
final class References {
  private static final String ENCODED = " \"<>\\^`{|}";

  private References() {}

  static String resolve(String reference, URI base, Optional<SourceHost> host, int line) {
    String clean = encode(reference);
    if (clean.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
      return clean;
    }
    if (host.isEmpty()) {
      return base.resolve(clean).toString();
    }
    Optional<String> own = host.get().resolve(clean, base, line);
    if (own.isPresent()) {
      return own.get();
    }
    Optional<String> root = clean.startsWith("/") ? host.get().root(base) : Optional.empty();
    URI resolved = base.resolve(root.map(path -> path + clean.substring(1)).orElse(clean));
    String text = resolved.toString().replaceAll("[?#].*", "");
    String query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
    return text + query + (line > 0 ? "#" + host.get().line(line) : "");
  }

  /** Encodes what people write in references although URLs cannot hold it. */
  private static String encode(String reference) {
    StringBuilder text = new StringBuilder();
    for (byte octet : reference.getBytes(StandardCharsets.UTF_8)) {
      int value = octet & 0xff;
      if (value < 0x20 || value > 0x7e || ENCODED.indexOf(value) >= 0) {
        text.append(String.format("%%%02X", value));
      } else {
        text.append((char) value);
      }
    }
    return text.toString();
  }
}
