package dev.callboard.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JwksTokensTest {
  private static ECKey ec;
  private static ECKey second;
  private static RSAKey rsa;

  private final MovableClock clock = new MovableClock();
  private final AtomicLong nanos = new AtomicLong(-1);
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile JWKSet published;
  private volatile int status = 200;
  private HttpServer server;
  private JwksTokens tokens;

  @BeforeAll
  static void makeKeys() throws JOSEException {
    ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    second = new ECKeyGenerator(Curve.P_256).keyID("second").generate();
    rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
  }

  @BeforeEach
  void startIssuer() throws IOException {
    published = new JWKSet(List.<JWK>of(ec.toPublicJWK(), rsa.toPublicJWK()));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/keys",
        exchange -> {
          fetches.incrementAndGet();
          byte[] body = published.toString(true).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.createContext(
        "/elsewhere",
        exchange -> {
          byte[] body = published.toString(true).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    tokens = tokens(List.of("RS256", "ES256"));
  }

  @AfterEach
  void stopIssuer() {
    server.stop(0);
  }

  private JwksTokens tokens(List<String> algorithms) {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
    return new JwksTokens(
        new JwksSource(address, nanos::get),
        new JwksTokens.Expected(
            List.of("https://issuer.test"), List.of("callboard"), algorithms, Optional.of("ci")),
        List.of(),
        clock);
  }

  private JWTClaimsSet.Builder claims() {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer("https://issuer.test")
        .audience("callboard")
        .subject("build")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)));
  }

  private static String signed(JWK key, JWTClaimsSet claims) {
    try {
      boolean elliptic = key instanceof ECKey;
      JWSSigner signer =
          elliptic ? new ECDSASigner(key.toECKey()) : new RSASSASigner(key.toRSAKey());
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(elliptic ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256)
                  .type(JOSEObjectType.JWT)
                  .keyID(key.getKeyID())
                  .build(),
              claims);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<String> name(String token) {
    return tokens.authenticate(token).map(DefaultPrincipal::getName);
  }

  @Test
  void a_token_of_the_issuer_is_a_service_with_its_prefix() {
    assertEquals(Optional.of("external:ci:build"), name(signed(ec, claims().build())));
    assertEquals(Optional.of("external:ci:build"), name(signed(rsa, claims().build())));
    assertEquals(1, fetches.get());
  }

  @Test
  void A02_an_unknown_key_causes_one_fetch_in_thirty_seconds() {
    String unknown = signed(second, claims().build());
    for (int i = 0; i < 50; i++) {
      assertEquals(Optional.empty(), name(unknown));
    }
    assertEquals(1, fetches.get());
    nanos.addAndGet(Duration.ofSeconds(30).toNanos() - 1);
    assertEquals(Optional.empty(), name(unknown));
    assertEquals(1, fetches.get());
    published = new JWKSet(List.<JWK>of(second.toPublicJWK()));
    nanos.addAndGet(1);
    assertEquals(Optional.of("external:ci:build"), name(unknown));
    assertEquals(2, fetches.get());
  }

  @Test
  void a_key_that_is_no_longer_published_stops_counting_after_ten_minutes() {
    String token = signed(ec, claims().build());
    assertEquals(Optional.of("external:ci:build"), name(token));
    published = new JWKSet(List.<JWK>of(second.toPublicJWK()));
    nanos.addAndGet(Duration.ofMinutes(10).toNanos() - 1);
    assertEquals(Optional.of("external:ci:build"), name(token));
    nanos.addAndGet(1);
    assertEquals(Optional.empty(), name(token));
  }

  @Test
  void known_keys_count_while_the_issuer_is_down() {
    String token = signed(ec, claims().build());
    assertEquals(Optional.of("external:ci:build"), name(token));
    status = 500;
    nanos.addAndGet(Duration.ofMinutes(11).toNanos());
    assertEquals(Optional.of("external:ci:build"), name(token));
  }

  @Test
  void S04_a_redirect_of_the_issuer_is_not_followed() {
    status = 302;
    assertEquals(Optional.empty(), name(signed(ec, claims().build())));
  }

  private void assertRefused(JWTClaimsSet claims) {
    assertThrows(PortalException.class, () -> tokens.authenticate(signed(ec, claims)));
  }

  @Test
  void A03_wrong_claims_are_refused() {
    assertRefused(claims().issuer("https://other.test").build());
    assertRefused(claims().issuer(null).build());
    assertRefused(claims().audience("other").build());
    assertRefused(claims().audience((String) null).build());
    assertRefused(claims().expirationTime(null).build());
    assertRefused(claims().expirationTime(Date.from(clock.instant().minusSeconds(31))).build());
    assertRefused(claims().issueTime(Date.from(clock.instant().plusSeconds(61))).build());
    assertRefused(claims().notBeforeTime(Date.from(clock.instant().plusSeconds(61))).build());
    assertRefused(claims().claim("exp", "tomorrow").build());
    assertRefused(claims().subject(null).build());
    assertRefused(claims().subject("a b").build());
    assertRefused(claims().subject("a\nb").build());
  }

  @Test
  void one_of_several_audiences_is_enough() {
    assertEquals(
        Optional.of("external:ci:build"),
        name(signed(ec, claims().audience(List.of("other", "callboard")).build())));
  }

  @Test
  void A01_only_the_configured_algorithms_count() {
    tokens = tokens(List.of("RS256"));
    assertEquals(Optional.empty(), name(signed(ec, claims().build())));
    assertEquals(0, fetches.get());
    assertEquals(Optional.of("external:ci:build"), name(signed(rsa, claims().build())));
  }

  @Test
  void another_issuer_cannot_name_our_administrator() {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
    tokens =
        new JwksTokens(
            new JwksSource(address, nanos::get),
            new JwksTokens.Expected(List.of(), List.of(), List.of("ES256"), Optional.empty()),
            List.of(),
            clock);
    assertEquals(Optional.of("external:build"), name(signed(ec, claims().build())));
    assertRefused(claims().subject("admin").build());
  }
}
