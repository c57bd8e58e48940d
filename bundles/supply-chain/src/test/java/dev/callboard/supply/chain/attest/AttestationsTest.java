package dev.callboard.supply.chain.attest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.supply.chain.Lab;
import dev.callboard.testing.MapConfig;
import dev.callboard.testing.RecordedAudit;
import dev.callboard.testing.TestPrincipal;
import java.io.ByteArrayOutputStream;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AttestationsTest {
  private static final String TYPE = "application/vnd.in-toto+json";
  private static final String PROVENANCE =
      """
      {"_type": "https://in-toto.io/Statement/v1",
       "subject": [{"name": "pay.jar", "digest": {"sha256": "abc"}}],
       "predicateType": "https://slsa.dev/provenance/v1",
       "predicate": {
         "buildDefinition": {"buildType": "https://actions.github.io/buildtypes/workflow/v1",
           "resolvedDependencies": [{"uri": "pkg:docker/jdk@17", "digest": {"sha256": "0"}},
             {"uri": "git+https://github.com/example/pay@refs/heads/main",
              "digest": {"gitCommit": "c0ffee"}}]},
         "runDetails": {"builder": {"id": "https://github.com/actions/runner"}}}}
      """;

  private final RecordedAudit audit = new RecordedAudit();
  private Lab lab;

  @AfterEach
  void close() throws Exception {
    if (lab != null) {
      lab.close();
    }
  }

  private static KeyPair pair(String algorithm) throws Exception {
    if (algorithm.equals("Ed25519")) {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(algorithm));
    return generator.generateKeyPair();
  }

  private static String pem(KeyPair pair) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pair.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  private static String sign(KeyPair pair, String algorithm, String payload) throws Exception {
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(pair.getPrivate());
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    byte[] bytes = payload.getBytes(UTF_8);
    message.writeBytes(
        ("DSSEv1 " + TYPE.length() + " " + TYPE + " " + bytes.length + " ").getBytes(UTF_8));
    message.writeBytes(bytes);
    signature.update(message.toByteArray());
    return Base64.getEncoder().encodeToString(signature.sign());
  }

  private static String envelope(String payload, String keyId, String signature) {
    return "{\"payloadType\": \""
        + TYPE
        + "\", \"payload\": \""
        + Base64.getEncoder().encodeToString(payload.getBytes(UTF_8))
        + "\", \"signatures\": [{\"keyid\": \""
        + keyId
        + "\", \"sig\": \""
        + signature
        + "\"}]}";
  }

  private Attestations open(Dialect dialect, MapConfig config) throws Exception {
    lab = new Lab(dialect);
    return new Attestations(() -> config, lab.store(), audit, lab);
  }

  private static MapConfig key(KeyPair pair) {
    return MapConfig.of(
        "supplyChain.attestations.keys",
        List.of(Map.of("name", "release", "publicKey", pem(pair))));
  }

  private static Attestation put(Attestations to, String envelope) {
    return to.put(Lab.PAY, envelope.getBytes(UTF_8), TestPrincipal.user("user:default/ci"));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void provenanceThatIsSignedIsKeptWithItsEnvelope(Dialect dialect) throws Exception {
    KeyPair pair = pair("Ed25519");
    Attestations attestations = open(dialect, key(pair));
    String envelope = envelope(PROVENANCE, "", sign(pair, "Ed25519", PROVENANCE));
    put(attestations, envelope);
    put(attestations, envelope);
    Attestation kept = attestations.list(Lab.PAY).get(0);
    assertEquals(1, attestations.list(Lab.PAY).size());
    assertEquals("https://slsa.dev/provenance/v1", kept.predicateType());
    assertEquals(List.of("pay.jar@sha256:abc"), kept.subjects());
    assertEquals("release", kept.signer());
    assertEquals("https://github.com/actions/runner", kept.builder());
    assertEquals("git+https://github.com/example/pay@refs/heads/main", kept.sourceUri());
    assertEquals("c0ffee", kept.commit());
    assertEquals(envelope, attestations.envelope(Lab.PAY, kept.digest()).orElseThrow());
    assertEquals("security-attestation", audit.events().get(0).eventId());
  }

  @ParameterizedTest
  @CsvSource({
    "secp256r1, SHA256withECDSA",
    "secp384r1, SHA384withECDSA",
    "secp521r1, SHA512withECDSA"
  })
  void ecdsaIsVerifiedWithTheHashOfItsCurve(String curve, String algorithm) throws Exception {
    KeyPair pair = pair(curve);
    Attestations attestations = open(Dialect.SQLITE, key(pair));
    put(attestations, envelope(PROVENANCE, "any", sign(pair, algorithm, PROVENANCE)));
    assertEquals(1, attestations.list(Lab.PAY).size());
  }

  private void refused(Attestations to, String envelope, ErrorCode code, String reason) {
    PortalException e = assertThrows(PortalException.class, () -> put(to, envelope));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
    assertEquals(code, e.code(), e.getMessage());
    assertTrue(to.list(Lab.PAY).isEmpty());
    assertTrue(audit.events().isEmpty());
  }

  @Test
  void whatCannotBeVerifiedIsRefusedWithTheReason() throws Exception {
    KeyPair pair = pair("Ed25519");
    Attestations to = open(Dialect.SQLITE, key(pair));
    String right = sign(pair, "Ed25519", PROVENANCE);
    String other = sign(pair("Ed25519"), "Ed25519", PROVENANCE);
    ErrorCode no = ErrorCode.NOT_ALLOWED;
    refused(to, envelope(PROVENANCE, "k1", other), no, "configured; there are: k1");
    refused(to, envelope(PROVENANCE + " ", "", right), no, "one without keyid");
    refused(to, envelope(PROVENANCE, "", "AAAA"), no, "No signature is of a key");
    refused(to, envelope(PROVENANCE, "", right).replaceAll("\\[.*]", "[]"), no, "no signature");
    ErrorCode bad = ErrorCode.INPUT;
    refused(to, envelope(PROVENANCE, "", "%%"), bad, "/signatures/0/sig must be base64");
    refused(to, envelope(PROVENANCE, "", right).replace("in-toto", "x"), bad, "/payloadType");
    refused(to, "[]", bad, "must be a JSON object");
    refused(to, "{", bad, "not JSON");
    for (String wrong :
        List.of(
            PROVENANCE.replace("Statement/v1", "Statement/v2"),
            PROVENANCE.replace("predicateType", "x"),
            PROVENANCE.replaceAll("\"subject\": \\[.*?\\]", "\"subject\": []"),
            "[1]")) {
      String signed = envelope(wrong, "", sign(pair, "Ed25519", wrong));
      assertThrows(PortalException.class, () -> put(to, signed), wrong);
    }
    refused(
        new Attestations(MapConfig::empty, lab.store(), audit, lab),
        envelope(PROVENANCE, "", right),
        bad,
        "supplyChain.attestations.keys");
  }

  @Test
  void aWrongKeyIsNamedWithoutShowingIt() throws Exception {
    MapConfig config =
        MapConfig.of(
            "supplyChain.attestations.keys",
            List.of(Map.of("name", "release", "publicKey", "hunter2hunter2")));
    PortalException e =
        assertThrows(PortalException.class, () -> put(open(Dialect.SQLITE, config), "{}"));
    assertTrue(e.getMessage().startsWith("supplyChain.attestations.keys[0].publicKey must be"));
    assertTrue(!e.getMessage().contains("hunter2"));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theNewestOfAKindAreKept(Dialect dialect) throws Exception {
    KeyPair pair = pair("Ed25519");
    MapConfig config =
        MapConfig.of(
            "supplyChain.attestations.keep",
            2,
            "supplyChain.attestations.keys",
            List.of(Map.of("name", "release", "publicKey", pem(pair))));
    Attestations attestations = open(dialect, config);
    List<String> commits = new ArrayList<>();
    for (String commit : List.of("one", "two", "three")) {
      lab.later(java.time.Duration.ofSeconds(1));
      String statement = PROVENANCE.replace("c0ffee", commit);
      put(attestations, envelope(statement, "", sign(pair, "Ed25519", statement)));
    }
    attestations.list(Lab.PAY).forEach(each -> commits.add(each.commit()));
    assertEquals(List.of("three", "two"), commits);
  }

  @Test
  void anEnvelopeMayHaveAsManyBytesAsConfigured() throws Exception {
    KeyPair pair = pair("Ed25519");
    String envelope = envelope(PROVENANCE, "", sign(pair, "Ed25519", PROVENANCE));
    for (int more : new int[] {1, 0, -1}) {
      MapConfig config =
          MapConfig.of(
              "supplyChain.limits.attestation",
              String.valueOf(envelope.length() + more),
              "supplyChain.attestations.keys",
              List.of(Map.of("name", "release", "publicKey", pem(pair))));
      lab = new Lab(Dialect.SQLITE);
      Attestations to = new Attestations(() -> config, lab.store(), audit, lab);
      if (more >= 0) {
        put(to, envelope);
      } else {
        PortalException e = assertThrows(PortalException.class, () -> put(to, envelope));
        assertEquals(ErrorCode.PAYLOAD_TOO_LARGE, e.code());
      }
      lab.close();
    }
    lab = null;
  }
}
