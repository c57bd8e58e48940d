package dev.callboard.integrations.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourcePlace;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.testing.LiveIntegrations;
import dev.callboard.testing.MapConfig;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.TransientApiMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs against a server that checks signatures. */
class S3Test {
  private static final String ID = "local-identity";
  private static final String SECRET = "canary-credential";
  private static final String ODD = "docs/\u00e9t\u00e9 & co/a b+c#1%~.md";

  private static BlobStoreContext context;
  private static S3Proxy server;

  @TempDir Path temp;
  private BlobStore store;

  @BeforeAll
  static void startServer() throws Exception {
    context = ContextBuilder.newBuilder(new TransientApiMetadata()).build(BlobStoreContext.class);
    server =
        S3Proxy.builder()
            .blobStore(context.getBlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, ID, SECRET)
            .build();
    server.start();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.stop();
    context.close();
  }

  @BeforeEach
  void fill() {
    store = context.getBlobStore();
    store.deleteContainer("shop");
    store.createContainerInLocation(null, "shop");
    for (String key :
        List.of(
            "catalog-info.yaml",
            "services/a/catalog-info.yaml",
            "services/a/deep/catalog-info.yaml",
            "services/README.md",
            ODD)) {
      put(key, "text of " + key);
    }
  }

  private void put(String key, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    store.putBlob(
        "shop", store.blobBuilder(key).payload(bytes).contentLength(bytes.length).build());
  }

  private static String endpoint() {
    return "http://127.0.0.1:" + server.getPort();
  }

  private UrlReader reader(String... more) {
    Map<String, Object> entry = new HashMap<>();
    entry.put("endpoint", endpoint());
    entry.put("s3ForcePathStyle", true);
    entry.put("accessKeyId", ID);
    entry.put("secretAccessKey", SECRET);
    for (int i = 0; i < more.length; i += 2) {
      entry.put(more[i], more[i + 1]);
    }
    LiveIntegrations live =
        new LiveIntegrations(temp, MapConfig.of("integrations", Map.of("awsS3", List.of(entry))));
    live.add(new S3Provider(Map.of("AWS_ACCESS_KEY_ID", "x", "AWS_SECRET_ACCESS_KEY", "y")));
    return live.reader();
  }

  private static String url(String key) {
    String path = UrlPath.join(Arrays.asList(key.split("/"))).replace("%7E", "~");
    return endpoint() + "/shop/" + path;
  }

  private static String text(UrlContent content) {
    return new String(content.bytes().orElseThrow(), StandardCharsets.UTF_8);
  }

  @Test
  void anObjectIsReadAndNotSentAgain() {
    UrlReader reader = reader();
    UrlContent content = reader.read(url("services/a/catalog-info.yaml"), ReadOptions.none());
    assertEquals("text of services/a/catalog-info.yaml", text(content));
    assertTrue(content.lastModified().isPresent());
    ReadOptions known = ReadOptions.none().withEtag(content.etag().orElseThrow());
    assertTrue(reader.read(url("services/a/catalog-info.yaml"), known).bytes().isEmpty());
    put("services/a/catalog-info.yaml", "another");
    assertEquals("another", text(reader.read(url("services/a/catalog-info.yaml"), known)));
  }

  @Test
  void namesWithBlanksAndSignsAndLettersOfAllKindsAreRead() {
    assertEquals("text of " + ODD, text(reader().read(url(ODD), ReadOptions.none())));
    assertEquals(
        new SourcePlace(endpoint().substring("http://".length()) + " shop", "", ODD),
        reader().place(url(ODD)).orElseThrow());
  }

  @Test
  void whatIsMissingIsNotFoundAndABucketIsNoFile() {
    UrlReader reader = reader();
    assertEquals(
        ErrorCode.NOT_FOUND,
        assertThrows(PortalException.class, () -> reader.read(url("missing"), ReadOptions.none()))
            .code());
    for (String none : List.of(endpoint(), endpoint() + "/", endpoint() + "/shop")) {
      assertEquals(
          ErrorCode.INPUT,
          assertThrows(PortalException.class, () -> reader.read(none, ReadOptions.none())).code());
    }
  }

  @Test
  void S13_refusedKeysAreToldAndNotShown() {
    PortalException refusal =
        assertThrows(
            PortalException.class,
            () ->
                reader("secretAccessKey", "canary-other")
                    .read(url("catalog-info.yaml"), ReadOptions.none()));
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, refusal.code());
    assertTrue(refusal.getMessage().contains("credentials"), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("canary"), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("Signature"), refusal.getMessage());
  }

  @Test
  void aFolderIsReadAsATreeAndNotSentAgain() throws Exception {
    UrlReader reader = reader();
    String etag;
    try (SourceTree tree = reader.readTree(url("services"), ReadOptions.none())) {
      assertEquals(
          List.of("README.md", "a/catalog-info.yaml", "a/deep/catalog-info.yaml"), tree.files());
      assertEquals(
          "text of services/README.md",
          Files.readString(tree.directory().orElseThrow().resolve("README.md")));
      etag = tree.etag().orElseThrow();
    }
    ReadOptions known = ReadOptions.none().withEtag(etag);
    assertTrue(reader.readTree(url("services"), known).directory().isEmpty());
    put("services/new", "x");
    try (SourceTree tree = reader.readTree(url("services"), known)) {
      assertEquals(4, tree.files().size());
    }
    try (SourceTree tree = reader.readTree(endpoint() + "/shop", ReadOptions.none())) {
      assertEquals(6, tree.files().size());
    }
  }

  @Test
  void P13_aKeyThatLeadsElsewhereRefusesTheTree() {
    put("evil/.git/config", "x");
    assertEquals(
        ErrorCode.INPUT,
        assertThrows(
                PortalException.class, () -> reader().readTree(url("evil"), ReadOptions.none()))
            .code());
  }

  @Test
  void wildcardsFindObjects() {
    UrlReader reader = reader();
    assertEquals(
        List.of(
            url("catalog-info.yaml"),
            url("services/a/catalog-info.yaml"),
            url("services/a/deep/catalog-info.yaml")),
        reader.search(endpoint() + "/shop/**/catalog-info.yaml"));
    assertEquals(
        List.of(url("services/README.md")), reader.search(endpoint() + "/shop/services/*.md"));
    assertEquals(List.of(url(ODD)), reader.search(endpoint() + "/shop/docs/*/a*"));
  }

  @Test
  void aLongListIsReadToItsEnd() {
    for (int i = 0; i < 1001; i++) {
      put("many/%04d.yaml".formatted(i), "x");
    }
    assertEquals(1001, reader().search(endpoint() + "/shop/many/*.yaml").size());
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.s3.eu-west-1.amazonaws.com/a/b.yaml, shop, eu-west-1",
    "https://shop.s3-eu-west-1.amazonaws.com/a/b.yaml, shop, eu-west-1",
    "https://shop.s3.dualstack.eu-west-1.amazonaws.com/a/b.yaml, shop, eu-west-1",
    "https://my.shop.s3.amazonaws.com/a/b.yaml, my.shop, us-east-1",
    "https://s3.eu-west-1.amazonaws.com/shop/a/b.yaml, shop, eu-west-1",
    "https://s3-eu-west-1.amazonaws.com/shop/a/b.yaml, shop, eu-west-1",
    "https://s3.amazonaws.com/shop/a/b.yaml, shop, us-east-1",
    "https://s3.cn-north-1.amazonaws.com.cn/shop/a/b.yaml, shop, cn-north-1"
  })
  void eachFormOfAnAddressOfAmazonIsUnderstood(String url, String bucket, String region) {
    S3Settings settings = new S3Settings(Optional.empty(), false, "us-east-1", Optional.empty());
    S3Url object = S3Url.of(URI.create(url), settings).orElseThrow();
    assertEquals(bucket, object.bucket());
    assertEquals(region, object.region());
    assertEquals("a/b.yaml", object.key());
    assertEquals(URI.create(url), object.object(object.path()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://shop.s3.eu-west-1.amazonaws.com/a",
        "https://shop.s3.eu-west-1.amazonaws.com.evil.test/a",
        "https://shop.s3.eu-west-1.amazonaws.com:8443/a",
        "https://evils3.amazonaws.com/shop/a",
        "https://ec2.amazonaws.com/shop/a",
        "https://s3.eu-west-1.amazonaws.com./shop/a"
      })
  void S01_whatIsNotAmazonIsNotTakenForIt(String url) {
    S3Settings settings = new S3Settings(Optional.empty(), false, "us-east-1", Optional.empty());
    assertFalse(S3Url.isOf(URI.create(url), settings), url);
  }

  @ParameterizedTest
  @CsvSource({
    "https://s3.test:9000/shop/a/b, shop, true",
    "https://shop.s3.test:9000/a/b, shop, false",
    "https://my.shop.s3.test:9000/a/b, my.shop, false"
  })
  void aServiceOfOnesOwnHasBucketsInPathsAndHosts(String url, String bucket, boolean always) {
    for (boolean pathStyle : List.of(true, false)) {
      S3Settings settings =
          new S3Settings(
              Optional.of(URI.create("https://s3.test:9000")), pathStyle, "x", Optional.empty());
      Optional<S3Url> object = S3Url.of(URI.create(url), settings);
      assertEquals(always || !pathStyle, object.isPresent());
      object.ifPresent(each -> assertEquals(bucket, each.bucket()));
      object.ifPresent(each -> assertEquals("a/b", each.key()));
      object.ifPresent(each -> assertEquals(URI.create(url), each.object(each.path())));
      for (String other :
          List.of(
              "https://evils3.test:9000/shop/a",
              "http://s3.test:9000/shop/a",
              "https://s3.test/shop/a")) {
        assertFalse(S3Url.isOf(URI.create(other), settings), other);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "./b.yaml, /shop/d/a.yaml, /shop/d/b.yaml",
    "/b.yaml, /shop/d/a.yaml, /shop/b.yaml",
    "../b c.yaml, /shop/d/e/a.yaml, /shop/d/b%20c.yaml"
  })
  void referencesStayInTheBucket(String reference, String base, String expected) {
    UrlReader reader = reader();
    assertEquals(endpoint() + expected, reader.resolve(reference, endpoint() + base));
    assertEquals(Optional.of(endpoint() + base), reader.editUrl(endpoint() + base));
    assertTrue(reader.sameRepository(endpoint() + base, endpoint() + expected));
    assertFalse(reader.sameRepository(endpoint() + base, endpoint() + "/other/a"));
  }

  @Test
  void keysOfTheEnvironmentAreForAmazonOnly() {
    UrlReader none = reader("accessKeyId", "x");
    assertThrows(
        PortalException.class, () -> none.read(url("catalog-info.yaml"), ReadOptions.none()));
    Map<String, String> environment =
        Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "s", "AWS_REGION", "r-1");
    S3Settings amazon = settings(Map.of(), environment);
    assertEquals("id", amazon.keys().orElseThrow().toString());
    assertEquals("r-1", amazon.region());
    assertTrue(settings(Map.of("endpoint", "https://s3.test"), environment).keys().isEmpty());
  }

  private static S3Settings settings(Map<String, Object> entry, Map<String, String> environment) {
    return S3Settings.of(
        new dev.callboard.integrations.spi.HostSettings("awsS3", 0, new MapConfig(entry)),
        environment);
  }

  @ParameterizedTest
  @CsvSource({
    "endpoint, ftp://x, integrations.awsS3[0].endpoint",
    "region, a b, integrations.awsS3[0].region",
    "roleArn, arn, integrations.awsS3[0].roleArn",
    "accessKeyId, canary, integrations.awsS3[0].accessKeyId",
    "secretAccessKey, canary, integrations.awsS3[0].secretAccessKey"
  })
  void aWrongEntryIsNamed(String key, String value, String named) {
    PortalException wrong =
        assertThrows(PortalException.class, () -> settings(Map.of(key, value), Map.of()));
    assertTrue(wrong.getMessage().startsWith(named), wrong.getMessage());
    assertFalse(wrong.getMessage().contains("canary"), wrong.getMessage());
  }
}
