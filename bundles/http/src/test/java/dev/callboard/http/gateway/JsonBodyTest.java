package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
  private static final int LIMIT = 1024 * 1024;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new TestServer("backend.limits.body.small", 10L);
    server.mount("hello", new SampleResource());
    server.mount("small", new SampleResource());
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static HttpResponse<String> echo(String json) throws Exception {
    return server.post("/api/hello/echo", "alice", "application/json", json);
  }

  private static HttpResponse<String> chunked(String path, byte[] body) throws Exception {
    return server.send(
        server
            .request(path)
            .header("Authorization", "Bearer alice")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
  }

  @Test
  void goodJsonIsRead() throws Exception {
    HttpResponse<String> answer = echo("{\"a\":[1,2.5,null,true,\"x\"]}");
    assertEquals(200, answer.statusCode());
    assertEquals("{\"a\":[1,2.5,null,true,\"x\"]}", answer.body());
  }

  @Test
  void H01_deeplyNestedBodiesAreRefusedAtOnce() throws Exception {
    String bomb = "[".repeat(100_000);
    for (String path : new String[] {"/api/hello/echo", "/api/hello/typed"}) {
      assertEquals(400, server.post(path, "alice", "application/json", bomb).statusCode());
      long start = System.nanoTime();
      HttpResponse<String> answer = chunked(path, bomb.getBytes(StandardCharsets.US_ASCII));
      long millis = (System.nanoTime() - start) / 1_000_000;
      assertEquals(400, answer.statusCode());
      assertTrue(millis < 500, millis + " ms");
    }
  }

  @Test
  void H01_nestingIsAllowedUpToTheLimit() throws Exception {
    assertEquals(200, echo(nested(63)).statusCode());
    assertEquals(200, echo(nested(64)).statusCode());
    assertEquals(400, echo(nested(65)).statusCode());
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  @Test
  void H02_theBodyMayBeAsLongAsTheLimit() throws Exception {
    assertEquals(200, echo(text(LIMIT - 1)).statusCode());
    assertEquals(200, echo(text(LIMIT)).statusCode());
    HttpResponse<String> answer = echo(text(LIMIT + 1));
    assertEquals(413, answer.statusCode());
    assertEquals("close", answer.headers().firstValue("connection").orElse(""));
    assertTrue(answer.body().contains("PayloadTooLargeError"), answer.body());
  }

  @Test
  void H02_theLimitHoldsWithoutContentLength() throws Exception {
    assertEquals(200, chunked("/api/hello/echo", bytes(LIMIT)).statusCode());
    HttpResponse<String> answer = chunked("/api/hello/echo", bytes(LIMIT + 1));
    assertEquals(413, answer.statusCode());
    assertEquals("close", answer.headers().firstValue("connection").orElse(""));
  }

  @Test
  void H02_aPluginCanHaveALimitOfItsOwn() throws Exception {
    String path = "/api/small/echo";
    for (int length : new int[] {9, 10}) {
      String body = text(length);
      assertEquals(200, server.post(path, "alice", "application/json", body).statusCode());
    }
    assertEquals(413, server.post(path, "alice", "application/json", text(11)).statusCode());
  }

  private static String text(int length) {
    return "\"" + "x".repeat(length - 2) + "\"";
  }

  private static byte[] bytes(int length) {
    return text(length).getBytes(StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"a\",\"kind\":\"b\"}",
        "{} {}",
        "{\"a\":1e1000000000}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":-1e999}",
        "{\"a\":'x'}",
        "{\"a\":1,}",
        "{\"a\":",
        "{\"a\":\"\u0001\"}",
        "// comment\n{}",
        "hunter2"
      })
  void H03_sloppyJsonIsRefused(String json) throws Exception {
    HttpResponse<String> answer = echo(json);
    assertEquals(400, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("line "), answer.body());
    assertFalse(answer.body().contains("hunter2"), answer.body());
  }

  @Test
  void H03_numbersMayHaveSixtyFourDigits() throws Exception {
    assertEquals(200, echo("1".repeat(63)).statusCode());
    assertEquals(200, echo("1".repeat(64)).statusCode());
    assertEquals(400, echo("1".repeat(65)).statusCode());
    assertEquals(400, echo("1".repeat(1001)).statusCode());
  }

  @Test
  void H03_anObjectMayHaveTenThousandKeys() throws Exception {
    assertEquals(200, echo(keys(9_999)).statusCode());
    assertEquals(200, echo(keys(10_000)).statusCode());
    HttpResponse<String> answer = echo(keys(10_001));
    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("10000 keys"), answer.body());
  }

  private static String keys(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"k" + i + "\":1")
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Test
  void H03_whatATypedBodyIgnoresCountsToo() throws Exception {
    String path = "/api/hello/typed";
    String sloppy = "{\"text\":\"a\",\"times\":1,\"other\":{\"x\":1,\"x\":2}}";
    assertEquals(400, server.post(path, "alice", "application/json", sloppy).statusCode());
    String many = "{\"text\":\"a\",\"times\":1,\"other\":" + keys(10_001) + "}";
    assertEquals(400, server.post(path, "alice", "application/json", many).statusCode());
  }

  @Test
  void aWrongTypeIsNamedByItsPath() throws Exception {
    HttpResponse<String> answer =
        server.post(
            "/api/hello/typed", "alice", "application/json", "{\"text\":\"a\",\"times\":\"pw1\"}");
    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("times"), answer.body());
    assertFalse(answer.body().contains("pw1"), answer.body());
  }

  @Test
  void H12_xmlIsNotRead() throws Exception {
    String xml = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";
    for (String type : new String[] {"application/xml", "text/xml"}) {
      HttpResponse<String> answer = server.post("/api/hello/echo", "alice", type, xml);
      assertEquals(415, answer.statusCode());
      assertFalse(answer.body().contains("root:"), answer.body());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-java-serialized-object",
        "application/x-yaml",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x"
      })
  void H13_otherMediaTypesAreNotRead(String type) throws Exception {
    HttpResponse<String> answer = server.post("/api/hello/echo", "alice", type, "{\"a\":1}");
    assertEquals(415, answer.statusCode());
    assertTrue(answer.body().contains("UnsupportedMediaTypeError"), answer.body());
  }

  @Test
  void H13_aMissingMediaTypeIsRefused() throws Exception {
    assertEquals(415, server.post("/api/hello/echo", "alice", null, "{}").statusCode());
    assertEquals(415, server.post("/api/hello/raw", "alice", null, "{}").statusCode());
  }

  @Test
  void aRouteMayReadOtherBodiesWhenItSaysSo() throws Exception {
    HttpResponse<String> answer =
        server.post("/api/hello/raw", "alice", "application/octet-stream", "12345");
    assertEquals("{\"bytes\":5}", answer.body());
  }

  @Test
  void H02_aRawBodyHasTheLimitToo() throws Exception {
    byte[] body = new byte[LIMIT + 1];
    HttpResponse<String> answer =
        server.send(
            server
                .request("/api/hello/raw")
                .header("Authorization", "Bearer alice")
                .header("Content-Type", "application/octet-stream")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(body))));
    assertEquals(413, answer.statusCode());
  }

  @Test
  void H18_expressionsInABodyAreNotEvaluated() throws Exception {
    for (String text : new String[] {"${7*7}", "#{7*7}", "$\\\\A{7*7}", "{javax.validation.x}"}) {
      HttpResponse<String> answer =
          server.post(
              "/api/hello/typed",
              "alice",
              "application/json",
              "{\"text\":\"a\",\"times\":\"" + text + "\"}");
      assertEquals(400, answer.statusCode());
      assertFalse(answer.body().contains("49"), answer.body());
    }
  }
}
