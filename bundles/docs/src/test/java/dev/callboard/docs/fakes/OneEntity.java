package dev.callboard.docs.fakes;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityChange;
import dev.callboard.catalog.api.EntityChanges;
import dev.callboard.catalog.api.EntityFeed;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A catalog with one entity or none, and its feed. */
public final class OneEntity implements CatalogService, EntityFeed {
  private final List<EntityChange> log = new ArrayList<>();
  private Entity now;

  /** Makes this the entity. */
  public void is(Entity entity) {
    now = entity;
  }

  /** Changes the entity; null removes it. */
  public void becomes(Entity entity) {
    String ref = (entity == null ? now : entity).ref().toString();
    now = entity;
    log.add(new EntityChange(ref, Optional.ofNullable(entity)));
  }

  @Override
  public Optional<Entity> byRef(EntityRef ref, PortalPrincipal principal) {
    return Optional.ofNullable(now).filter(each -> each.ref().toString().equals(ref.toString()));
  }

  @Override
  public List<Entity> query(List<String> filters, int limit, PortalPrincipal principal) {
    return Optional.ofNullable(now).stream().toList();
  }

  @Override
  public void refresh(EntityRef ref) {
    // nothing comes from anywhere
  }

  @Override
  public String readAll(Consumer<Entity> each) {
    Optional.ofNullable(now).ifPresent(each);
    return "" + log.size();
  }

  @Override
  public Optional<EntityChanges> after(String position, int limit) {
    List<EntityChange> changes = log.subList(Integer.parseInt(position), log.size());
    return Optional.of(new EntityChanges(changes, "" + log.size(), false));
  }

  @Override
  public AutoCloseable onChange(Runnable wake) {
    return () -> {};
  }

  /** Returns identities of which nobody here asks anything. */
  public IdentityService identities() {
    return new IdentityService() {
      @Override
      public PortalPrincipal authenticate(String token, String pluginId) {
        throw new UnsupportedOperationException();
      }

      @Override
      public PortalPrincipal anonymous() {
        throw new UnsupportedOperationException();
      }

      @Override
      public PortalPrincipal system(String name) {
        return null;
      }

      @Override
      public String pluginToken(
          String fromPluginId, String toPluginId, PortalPrincipal onBehalfOf) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
