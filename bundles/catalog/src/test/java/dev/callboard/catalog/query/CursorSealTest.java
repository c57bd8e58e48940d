package dev.callboard.catalog.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.fakes.PostgresDatabase;
import dev.callboard.catalog.fakes.SqliteDatabase;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CursorSealTest {
  private static final String JSON =
      "{\"query\":{\"kind\":\"Comp\u00f6nent\"},\"isPrevious\":false}";
  private static final String ALICE = "user:default/alice";

  private final CursorSeal seal = new CursorSeal(() -> new byte[] {1, 2, 3});

  @Test
  void opensWhatItSealedAndStaysJsonThatClientsCanLookInto() throws Exception {
    String cursor = seal.seal(JSON.getBytes(UTF_8), ALICE);
    assertArrayEquals(JSON.getBytes(UTF_8), seal.open(cursor, ALICE));
    JsonNode inside = JsonMapper.builder().build().readTree(Base64.getDecoder().decode(cursor));
    assertTrue(inside.has("query"));
    assertEquals(22, inside.get("mac").asText().length());
  }

  @Test
  void Z02_noBitOfACursorCanBeChanged() {
    byte[] sealed = Base64.getDecoder().decode(seal.seal(JSON.getBytes(UTF_8), ALICE));
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(seal, Base64.getEncoder().encodeToString(changed), ALICE);
    }
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertRefused(seal, Base64.getEncoder().encodeToString(cut), ALICE);
    }
  }

  @Test
  void Z02_aCursorIsForItsCallerItsServerAndItsPurposeOnly() {
    String cursor = seal.seal(JSON.getBytes(UTF_8), ALICE);
    assertRefused(seal, cursor, "user:default/bob");
    assertRefused(seal, cursor, "locations of " + ALICE);
    assertRefused(new CursorSeal(() -> new byte[] {9}), cursor, ALICE);
    // The border between caller and content is part of what is sealed.
    assertRefused(seal, seal.seal("{\"a\":1}".getBytes(UTF_8), ALICE + "x"), ALICE);
    byte[] moved = Base64.getDecoder().decode(seal.seal(JSON.getBytes(UTF_8), ALICE + "x"));
    byte[] longer = new byte[moved.length + 1];
    longer[0] = 'x';
    System.arraycopy(moved, 0, longer, 1, moved.length);
    assertRefused(seal, Base64.getEncoder().encodeToString(longer), ALICE);
  }

  @Test
  void Z02_refusesWhatIsNoCursorOfAnySize() {
    assertRefused(seal, "", ALICE);
    assertRefused(seal, "!", ALICE);
    assertRefused(seal, "e30=", ALICE);
    assertRefused(seal, "QUFB".repeat(1 << 18), ALICE);
    assertRefused(seal, Base64.getEncoder().encodeToString(JSON.getBytes(UTF_8)), ALICE);
  }

  @Test
  void theKeyIsMadeOnceAndIsTheSameAfterAStart(@TempDir Path folder) throws Exception {
    String cursor;
    try (SqliteDatabase database = new SqliteDatabase(folder.resolve("a.sqlite"))) {
      cursor = new CursorSeal(database).seal(JSON.getBytes(UTF_8), ALICE);
    }
    try (SqliteDatabase database = new SqliteDatabase(folder.resolve("a.sqlite"))) {
      assertArrayEquals(JSON.getBytes(UTF_8), new CursorSeal(database).open(cursor, ALICE));
    }
    try (SqliteDatabase other = new SqliteDatabase(folder.resolve("b.sqlite"))) {
      assertRefused(new CursorSeal(other), cursor, ALICE);
      assertEquals(32, new CursorKey(other).get().length);
      assertNotEquals(0, new CursorKey(other).get()[0] | new CursorKey(other).get()[1]);
    }
  }

  @Test
  void nodesThatStartTogetherHaveOneKey(@TempDir Path folder) throws Exception {
    try (SqliteDatabase database = new SqliteDatabase(folder.resolve("a.sqlite"))) {
      assertOneKey(database);
    }
    try (EmbeddedPostgres server = EmbeddedPostgres.start();
        PostgresDatabase database = new PostgresDatabase(server)) {
      assertOneKey(database);
    }
  }

  /** Each node looks before any of them has made the key. */
  private static void assertOneKey(PluginDatabase database) {
    byte[] first = new CursorKey(new Late(database)).get();
    assertArrayEquals(first, new CursorKey(new Late(database)).get());
    assertArrayEquals(first, new CursorKey(database).get());
  }

  private record Late(PluginDatabase database) implements PluginDatabase {
    @Override
    public Dialect dialect() {
      return database.dialect();
    }

    @Override
    public <T> T write(SqlWork<T> work) throws SQLException {
      return database.write(work);
    }

    @Override
    @SuppressWarnings("unchecked") // it is asked for the key only
    public <T> T read(SqlWork<T> work) {
      return (T) Optional.empty();
    }
  }

  private static void assertRefused(CursorSeal seal, String cursor, String caller) {
    PortalException refused =
        assertThrows(PortalException.class, () -> seal.open(cursor, caller), cursor);
    assertEquals(ErrorCode.INPUT, refused.code());
  }
}
