package dev.callboard.scorecards.source;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows licences by what only their texts say; the identifiers are those of the SPDX licence list.
 */
final class Licenses {
  private record Known(String id, List<String> phrases) {}

  private static final Pattern NAMED =
      Pattern.compile("SPDX-License-Identifier:\\s*([A-Za-z0-9.+\\- ()]+)");

  /** Those that contain another one's phrases come first. */
  private static final List<Known> ALL =
      List.of(
          new Known("Apache-2.0", List.of("apache license", "version 2.0")),
          new Known("AGPL-3.0-only", List.of("gnu affero general public license", "version 3")),
          new Known("LGPL-3.0-only", List.of("gnu lesser general public license", "version 3")),
          new Known("LGPL-2.1-only", List.of("gnu lesser general public license", "version 2.1")),
          new Known("GPL-3.0-only", List.of("gnu general public license", "version 3")),
          new Known("GPL-2.0-only", List.of("gnu general public license", "version 2")),
          new Known("MPL-2.0", List.of("mozilla public license", "2.0")),
          new Known("EPL-2.0", List.of("eclipse public license", "2.0")),
          new Known("EUPL-1.2", List.of("european union public licence", "1.2")),
          new Known("BSL-1.0", List.of("boost software license")),
          new Known("CC0-1.0", List.of("cc0 1.0 universal")),
          new Known("Unlicense", List.of("this is free and unencumbered software")),
          new Known("ISC", List.of("permission to use, copy, modify, and/or distribute")),
          new Known("MIT", List.of("permission is hereby granted, free of charge")),
          new Known(
              "BSD-3-Clause",
              List.of("redistribution and use in source and binary forms", "neither the name")),
          new Known("BSD-2-Clause", List.of("redistribution and use in source and binary forms")));

  private Licenses() {}

  /** Returns the identifier of a text, or empty for one that is not known. */
  static Optional<String> spdx(String text) {
    Matcher named = NAMED.matcher(text);
    if (named.find()) {
      return Optional.of(named.group(1).strip());
    }
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    return ALL.stream()
        .filter(known -> known.phrases().stream().allMatch(plain::contains))
        .map(Known::id)
        .findFirst();
  }
}
