package dev.callboard.docs.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.docs.storage.LocalStorage;
import dev.callboard.docs.storage.Sites;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.testing.MapConfig;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticResourceTest {
  @TempDir Path temp;
  private final List<String> asked = new ArrayList<>();
  private StaticResource resource;

  @BeforeEach
  void publishB() throws Exception {
    Path site = Files.createDirectories(temp.resolve("default/component/b"));
    Files.writeString(site.resolve("index.html"), "SECRET");
    Sites sites = new Sites(MapConfig::empty, new LocalStorage(() -> temp));
    resource = new StaticResource(new Entities(new OnlyA()), sites);
  }

  /** A catalog whose caller may see nothing but a. */
  private final class OnlyA implements CatalogService {
    @Override
    public Optional<Entity> byRef(EntityRef ref, PortalPrincipal principal) {
      asked.add(ref.toString());
      return Optional.empty();
    }

    @Override
    public List<Entity> query(List<String> filters, int limit, PortalPrincipal principal) {
      return List.of();
    }

    @Override
    public void refresh(EntityRef ref) {
      throw new UnsupportedOperationException();
    }
  }

  private static <T> T fake(Class<T> type, String method, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method)) {
                return answer;
              }
              throw new UnsupportedOperationException(called.getName());
            }));
  }

  private PortalException refusal(String path) {
    UriInfo uri = fake(UriInfo.class, "getPath", "static/docs/" + path);
    SecurityContext security = fake(SecurityContext.class, "getUserPrincipal", null);
    return assertThrows(
        PortalException.class, () -> resource.file(uri, security, null, null), path);
  }

  @Test
  void P03_whoMayNotReadTheEntityGetsNoFileOfIt() {
    for (String path :
        List.of(
            "default/component/b/index.html",
            "DEFAULT/Component/b/index.html",
            "default/COMPONENT/B/",
            "default/component/a/../b/index.html",
            "default/component/a/%2e%2e/b/index.html",
            "default/component/a/..%2Fb/index.html",
            "default/component/b",
            "default/component/%62/index.html")) {
      PortalException refusal = refusal(path);
      assertEquals(ErrorCode.NOT_FOUND, refusal.code(), path);
    }
    // what was asked for is what would have been opened
    for (String ref : asked) {
      assertEquals("component:default/b", ref.toLowerCase(java.util.Locale.ROOT));
    }
    assertEquals(5, asked.size(), asked.toString());
  }
}
