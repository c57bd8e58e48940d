package dev.callboard.plugins.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.plugins.inspect.InspectionLimits;
import dev.callboard.plugins.inspect.RiskyCall;
import dev.callboard.plugins.signature.KeyPairFiles;
import dev.callboard.plugins.signature.SignaturePolicy;
import dev.callboard.testing.MapConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PluginSettingsTest {
  private static PluginSettings of(Map<String, Object> plugins) {
    return PluginSettings.of(new MapConfig(Map.of("plugins", plugins)));
  }

  @Test
  void theDefaults() {
    PluginSettings settings = of(Map.of());
    assertEquals(SignaturePolicy.WARN, settings.policy());
    assertTrue(settings.keys().isEmpty());
    assertEquals(InspectionLimits.defaults(), settings.limits());
    assertEquals(Duration.ofSeconds(30), settings.start());
    assertEquals(Duration.ofSeconds(10), settings.stop());
    assertEquals(Duration.ofSeconds(10), settings.drain());
    assertEquals(Duration.ofMillis(500), settings.rescan());
    assertEquals(Set.of(RiskyCall.EXIT, RiskyCall.HALT, RiskyCall.EXEC), settings.scan().refused());
  }

  @Test
  void thePluginOfThePolicyStandsAloneOrBesideOtherKeys() {
    MapConfig alone = new MapConfig(Map.of("permission", Map.of("policy", "acme")));
    assertEquals("acme", PluginSettings.of(alone).policyPlugin());
    Map<String, Object> keys = Map.of("plugin", "acme", "file", "policy.yaml");
    MapConfig object = new MapConfig(Map.of("permission", Map.of("policy", keys)));
    assertEquals("acme", PluginSettings.of(object).policyPlugin());
    MapConfig file =
        new MapConfig(Map.of("permission", Map.of("policy", Map.of("file", "policy.yaml"))));
    assertEquals("", PluginSettings.of(file).policyPlugin());
  }

  @Test
  void everyKeyIsRead() {
    PluginSettings settings =
        of(
            Map.of(
                "signatures", Map.of("policy", "deny", "wait", "PT3S"),
                "inspection", Map.of("allowMultiRelease", true),
                "scan", Map.of("policy", "allow"),
                "allowDowngrade", true,
                "allowSameVersion", true,
                "deadlines",
                    Map.of("start", "PT1S", "stop", "PT2S", "drain", "PT3S", "health", "PT4S"),
                "dropFolder", Map.of("rescan", "PT5S"),
                "leaks", Map.of("after", "PT6S"),
                "limits",
                    Map.of(
                        "jarSize",
                        "1",
                        "entries",
                        "2",
                        "totalSize",
                        "3",
                        "ratio",
                        "4",
                        "pathLength",
                        "5",
                        "manifestSize",
                        "6",
                        "headerClauses",
                        "7",
                        "inspectionTime",
                        "PT8S"),
                "quota", Map.of("threads", "1", "services", "2", "disk", "3")));
    assertEquals(SignaturePolicy.DENY, settings.policy());
    assertEquals(Duration.ofSeconds(3), settings.signatureWait());
    assertEquals(
        new InspectionLimits(1, 2, 3, 4, 5, 6, 7, Duration.ofSeconds(8)), settings.limits());
    assertEquals(new PluginSettings.Quota(1, 2, 3), settings.quota());
    assertEquals(Set.of(), settings.scan().refused());
    assertTrue(settings.multiRelease() && settings.allowDowngrade() && settings.allowSameVersion());
    assertEquals(Duration.ofSeconds(4), settings.grace());
    assertEquals(Duration.ofSeconds(6), settings.leakCheck());
  }

  @Test
  void aJarIsHeldBackOnlyWhenASignatureCouldMatter() {
    assertEquals(Duration.ZERO, of(Map.of()).holdBack());
    assertEquals(
        Duration.ofSeconds(2), of(Map.of("signatures", Map.of("policy", "deny"))).holdBack());
    Map<String, Object> key =
        Map.of(
            "id", "a",
            "publicKey", KeyPairFiles.encode(KeyPairFiles.generate().getPublic()),
            "publisher", "A");
    assertEquals(
        Duration.ofSeconds(2),
        of(Map.of("signatures", Map.of("trustedKeys", List.of(key)))).holdBack());
  }

  @Test
  void aWrongValueNamesItsKey() {
    assertWrong(Map.of("signatures", Map.of("policy", "maybe")), "plugins.signatures.policy");
    assertWrong(Map.of("scan", Map.of("policy", "maybe")), "plugins.scan.policy");
    assertWrong(Map.of("scan", Map.of("refuse", List.of("x"))), "plugins.scan.refuse");
    Map<String, Object> key = Map.of("id", "acme", "publicKey", "x", "publisher", "ACME");
    assertWrong(Map.of("signatures", Map.of("trustedKeys", List.of(key))), "trusted key 'acme'");
  }

  private static void assertWrong(Map<String, Object> plugins, String words) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> of(plugins));
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  @Test
  void F39_aWrongSectionKeepsTheSettingsBeforeItAndLetsNothingNewIn() {
    MapConfig good =
        new MapConfig(Map.of("plugins", Map.of("signatures", Map.of("policy", "deny"))));
    MapConfig bad =
        new MapConfig(Map.of("plugins", Map.of("signatures", Map.of("policy", "maybe"))));
    MapConfig[] active = {good};
    SettingsSource source = new SettingsSource(() -> active[0]);
    assertEquals(SignaturePolicy.DENY, source.current().policy());
    active[0] = bad;
    assertEquals(SignaturePolicy.DENY, source.current().policy());
    assertTrue(source.problem().orElseThrow().contains("plugins.signatures.policy"));
    active[0] = good;
    assertTrue(source.problem().isEmpty());
  }
}
