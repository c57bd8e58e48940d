package dev.callboard.catalog.rest.entities;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.catalog.index.TestIndexes;
import dev.callboard.catalog.rest.CatalogResource;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Resources of other packages have methods on paths of these ones; both have to be served. */
class SharedPathsTest {
  /** Deletes, as ingestion does. */
  @Path("/entities/by-uid/{uid}")
  public static final class Deleting implements CatalogResource {
    /** Says what it would delete. */
    @DELETE
    public String delete(@PathParam("uid") String uid) {
      return "deleted " + uid;
    }
  }

  /** Reads below a path of these resources. */
  @Path("/entities/unprocessed")
  public static final class Below implements CatalogResource {
    /** Says that it is there. */
    @GET
    @Path("/failed")
    public String failed() {
      return "failed";
    }
  }

  @Test
  void bothAreServed() {
    CatalogServer server =
        new CatalogServer(TestIndexes.index(Runnable::run), new Deleting(), new Below());
    server.index().apply(Components.of(3), List.of());
    String uid = "00000000-0000-0000-0000-000000000001";
    assertEquals(200, server.get("/entities/by-uid/" + uid).status());
    CatalogServer.Answer deleted = server.call("DELETE", "/entities/by-uid/" + uid, null);
    assertEquals("deleted " + uid, new String(deleted.content()));
    assertEquals("failed", new String(server.get("/entities/unprocessed/failed").content()));
    assertEquals(3, server.get("/entities").json().size());
  }
}
