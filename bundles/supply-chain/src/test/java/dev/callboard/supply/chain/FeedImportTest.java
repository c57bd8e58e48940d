package dev.callboard.supply.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.supply.chain.feed.FeedImport;
import dev.callboard.testing.MapConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedImportTest {
  private Lab lab;

  @BeforeEach
  void open() throws Exception {
    lab = new Lab(Dialect.SQLITE);
  }

  @AfterEach
  void close() throws Exception {
    lab.close();
  }

  private static byte[] zip(Map<String, String> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> each : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private FeedImport.Result osv(byte[] body) {
    return lab.feeds.osv(new ByteArrayInputStream(body), Lab.Caller.CI);
  }

  @Test
  void aZipFileIsTakenEntryByEntryAndWhatIsWrongIsTold() throws Exception {
    byte[] zip =
        zip(
            Map.of(
                "GHSA-jfh8-c2jp-5v3q.json", Samples.OSV,
                "broken.json", "{\"id\": ",
                "nameless.json", "{\"modified\": \"x\"}",
                "README.md", "not read"));
    FeedImport.Result result = osv(zip);
    assertEquals(1, result.records());
    assertEquals(1, result.changed());
    assertEquals(
        List.of("broken.json", "nameless.json"),
        result.refused().stream().map(each -> each.split(":")[0]).sorted().toList());
    assertTrue(result.refused().toString().contains("must have a text 'id'"));
    assertEquals(0, osv(zip).changed(), "what is known is not stored again");
    assertEquals("security-feed", lab.events.get(0).eventId());
  }

  @Test
  void limitsOfFeedsHoldExactly() throws Exception {
    byte[] zip = zip(Map.of("a.json", Samples.OSV));
    int size = Samples.OSV.length();
    lab.settings =
        MapConfig.of("supplyChain.limits.advisory", size, "supplyChain.limits.feed", size);
    assertEquals(1, osv(zip).records());
    lab.settings = MapConfig.of("supplyChain.limits.advisory", size - 1);
    assertEquals(0, osv(zip).records());
    lab.settings = MapConfig.of("supplyChain.limits.feed", size - 1);
    assertEquals(
        ErrorCode.PAYLOAD_TOO_LARGE, assertThrows(PortalException.class, () -> osv(zip)).code());
  }

  @Test
  void aDamagedFileIsRefused() throws Exception {
    byte[] zip = zip(Map.of("a.json", Samples.OSV));
    zip[40] ^= 0x55;
    zip[60] ^= 0x55;
    assertThrows(
        PortalException.class,
        () -> {
          FeedImport.Result result = osv(zip);
          // A damaged entry may also turn out to be no JSON.
          if (!result.refused().isEmpty()) {
            throw PortalException.input(result.refused().get(0));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "cve,epss,percentile\n", "CVE-2024-0001\n", "CVE-2024-0001,much,1\n", "x,1,1"})
  void scoresThatAreNoneAreRefused(String csv) {
    PortalException e =
        assertThrows(PortalException.class, () -> lab.feeds.epss(Lab.stream(csv), Lab.Caller.CI));
    assertTrue(e.getMessage().contains("CVE-2021-44228,0.97"), e.getMessage());
  }

  @Test
  void scoresMayBeCompressed() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(
          "#v\ncve,epss,percentile\nCVE-2024-0001,0.5,0.9\n".getBytes(StandardCharsets.UTF_8));
    }
    ByteArrayInputStream in = new ByteArrayInputStream(bytes.toByteArray());
    assertEquals(1, lab.feeds.epss(in, Lab.Caller.CI).records());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"vulnerabilities\": []}", "{\"vulnerabilities\": [{}]}", "[]"})
  void aCatalogWithoutVulnerabilitiesIsRefused(String json) {
    assertThrows(PortalException.class, () -> lab.feeds.kev(Lab.stream(json), Lab.Caller.CI));
  }
}
