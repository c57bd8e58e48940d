package dev.callboard.supply.chain.feed;

import dev.callboard.platform.error.PortalException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The scores of EPSS as FIRST publishes them: lines of {@code cve,epss,percentile}. */
final class EpssCsv {
  private static final int MOST = 2_000_000;

  private EpssCsv() {}

  static Map<String, Double> read(InputStream in) throws IOException {
    Map<String, Double> scores = new LinkedHashMap<>();
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank() || line.startsWith("#") || line.startsWith("cve,")) {
        continue;
      }
      String[] fields = line.split(",");
      if (fields.length < 2 || !fields[0].startsWith("CVE-") || scores.size() >= MOST) {
        throw refuse(number);
      }
      try {
        scores.put(fields[0], Double.valueOf(fields[1]));
      } catch (NumberFormatException e) {
        throw refuse(number);
      }
    }
    if (scores.isEmpty()) {
      throw PortalException.input("The file has no line such as CVE-2021-44228,0.97,0.99");
    }
    return scores;
  }

  private static PortalException refuse(int line) {
    return PortalException.input(
        "Line "
            + line
            + " must be such as CVE-2021-44228,0.97,0.99, with at most "
            + MOST
            + " of them");
  }
}
