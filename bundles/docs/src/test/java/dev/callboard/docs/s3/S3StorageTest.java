package dev.callboard.docs.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.docs.api.DocsFile;
import dev.callboard.docs.api.DocsPublication;
import dev.callboard.docs.api.DocsStorage;
import dev.callboard.docs.build.HelpedWorkers;
import dev.callboard.docs.fakes.Threads;
import dev.callboard.docs.storage.DocsStorageContract;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.MapConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.TransientApiMetadata;
import org.jclouds.blobstore.options.ListContainerOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs against a server that checks signatures. */
class S3StorageTest extends DocsStorageContract {
  private static final String ID = "local-identity";
  private static final String SECRET = "local-credential";
  private static final Threads THREADS = new Threads(4);

  private static BlobStoreContext context;
  private static S3Proxy server;

  @TempDir Path temp;
  private BlobStore bucket;
  private S3Storage storage;

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
    THREADS.close();
  }

  @BeforeEach
  void makeBucket() {
    bucket = context.getBlobStore();
    bucket.deleteContainer("docs");
    bucket.createContainerInLocation(null, "docs");
    storage = storage(Map.of());
  }

  private S3Storage storage(Map<String, Object> more) {
    Map<String, Object> keys = new HashMap<>(settings());
    keys.putAll(more);
    MapConfig config = MapConfig.of("techdocs.publisher.awsS3", keys);
    return new S3Storage(
        () -> config, Map.of(), temp.resolve("uploads"), new HelpedWorkers(THREADS, 4));
  }

  private static Map<String, Object> settings() {
    return Map.of(
        "bucketName",
        "docs",
        "bucketRootPath",
        "/some/folder/",
        "region",
        "eu-central-1",
        "endpoint",
        "http://127.0.0.1:" + server.getPort(),
        "s3ForcePathStyle",
        true,
        "credentials",
        Map.of("accessKeyId", ID, "secretAccessKey", SECRET));
  }

  @Override
  protected DocsStorage storage() {
    return storage;
  }

  private List<String> keys() {
    return bucket.list("docs", ListContainerOptions.Builder.recursive()).stream()
        .map(each -> each.getName())
        .sorted()
        .toList();
  }

  private static void publish(DocsStorage target, String... paths) throws IOException {
    try (DocsPublication publication = target.publish("default/component/a")) {
      for (String path : paths) {
        publication.put(path, path.getBytes(StandardCharsets.UTF_8));
      }
      publication.commit();
    }
  }

  @Test
  void objectsLieWhereBackstageLooksForThem() throws IOException {
    publish(storage, "index.html", "techdocs_metadata.json", "search/search_index.json");
    String folder = "some/folder/default/component/a/";
    assertEquals(
        List.of(
            folder + "index.html",
            folder + "search/search_index.json",
            folder + "techdocs_metadata.json"),
        keys());
    try (var left = Files.list(temp.resolve("uploads"))) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void aListLongerThanOneAnswerIsReadToItsEnd() throws IOException {
    publish(storage, "a", "b/c", "b/d", "e", "f", "g h", "i");
    S3Bucket lister =
        new S3Bucket(
            S3Settings.from(
                MapConfig.of("techdocs.publisher.awsS3", new HashMap<>(settings())), Map.of()),
            new ObjectCache(0));
    assertEquals(keys(), lister.list("some/folder/default/component/a/", 2));
    assertEquals(7, keys().size());
    assertEquals(List.of(), lister.list("nowhere/", 2));
  }

  @Test
  void wrongKeysAreRefusedWithoutShowingThem() {
    S3Storage other =
        storage(Map.of("credentials", Map.of("accessKeyId", ID, "secretAccessKey", "WRONGSECRET")));
    IOException failure =
        assertThrows(IOException.class, () -> other.read("default/component/a", "x"));
    assertTrue(failure.getMessage().contains("403"), failure.getMessage());
    assertFalse(failure.toString().contains("WRONGSECRET"), failure.getMessage());
  }

  @Test
  void settingsAreToldWhatTheyShouldBe() {
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("endpoint", "ftp://x"),
            Map.of("sse", "none"),
            Map.of("credentials", Map.of("roleArn", "arn")),
            Map.of("credentials", Map.of("accessKeyId", "x")))) {
      PortalException failure =
          assertThrows(PortalException.class, () -> storage(wrong).read("a/b/c", "x"));
      assertTrue(
          failure.getMessage().startsWith("techdocs.publisher.awsS3."), failure.getMessage());
    }
  }

  @Test
  void settingsMeanWhatTheyMeanInBackstage() {
    MapConfig config =
        MapConfig.of(
            "aws.accounts",
            List.of(Map.of("accountId", "1", "accessKeyId", "i", "secretAccessKey", "s")),
            "techdocs.publisher.awsS3",
            Map.of("bucketName", "b", "accountId", "1", "sse", "AES256"));
    S3Settings settings = S3Settings.from(config, Map.of("AWS_REGION", "eu-west-1"));
    assertEquals("https://b.s3.eu-west-1.amazonaws.com", settings.base());
    assertEquals("i", settings.keys().toString());
    assertEquals("AES256", settings.sse());
    assertEquals("", settings.root());
    S3Settings environment =
        S3Settings.from(
            MapConfig.of("techdocs.publisher.awsS3.bucketName", "b"),
            Map.of("AWS_ACCESS_KEY_ID", "e", "AWS_SECRET_ACCESS_KEY", "SECRET"));
    assertEquals("e", environment.keys().id());
    assertFalse(environment.toString().contains("SECRET"), environment.toString());
  }

  private String text(String path) throws IOException {
    return new String(
        storage.read("default/component/a", path).orElseThrow().bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void anObjectThatHasNotChangedIsNotSentAgain() throws Exception {
    publish("first");
    DocsFile first = storage.read("default/component/a", "index.html").orElseThrow();
    DocsFile again = storage.read("default/component/a", "index.html").orElseThrow();
    assertSame(first.bytes(), again.bytes());
    storage.remove("default/component/a");
    assertTrue(storage.read("default/component/a", "index.html").isEmpty());
  }

  @Test
  void whatAnotherNodePublishesIsSeenAtOnce() throws Exception {
    publish("first");
    S3Storage reading = storage;
    assertEquals("first", text("index.html"));
    storage = storage(Map.of());
    publish("second");
    storage = reading;
    assertEquals("second", text("index.html"));
  }

  private void publish(String text) throws IOException {
    try (DocsPublication publication = storage.publish("default/component/a")) {
      publication.put("index.html", text.getBytes(StandardCharsets.UTF_8));
      publication.commit();
    }
  }
}
