package dev.callboard.scaffolder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.template.TemplateLimits;
import dev.callboard.testing.MapConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The configuration of templates. */
class TemplateSettingsTest {

  @Test
  void nothing_configured_gives_the_defaults() {
    assertEquals(TemplateLimits.DEFAULT, TemplateSettings.limits(MapConfig.empty()));
  }

  @Test
  void every_key_is_taken() {
    assertEquals(
        new TemplateLimits(Duration.ofSeconds(2), 10, 20, 30, 40),
        TemplateSettings.limits(
            MapConfig.of(
                "scaffolder.templates.deadline", Duration.ofSeconds(2),
                "scaffolder.templates.maxOutput", 10,
                "scaffolder.templates.maxOperations", 20,
                "scaffolder.templates.maxDepth", 30,
                "scaffolder.templates.maxTemplate", 40)));
  }

  @Test
  void a_value_out_of_its_range_is_told_with_its_key() {
    for (String key : new String[] {"maxOutput", "maxOperations", "maxDepth", "maxTemplate"}) {
      String path = "scaffolder.templates." + key;
      PortalException error =
          assertThrows(PortalException.class, () -> TemplateSettings.limits(MapConfig.of(path, 0)));
      assertTrue(error.getMessage().startsWith(path + " must be between 1 and"), path);
    }
    assertEquals(200, depth(200));
    assertThrows(PortalException.class, () -> depth(201));
    assertThrows(
        PortalException.class,
        () ->
            TemplateSettings.limits(MapConfig.of("scaffolder.templates.deadline", Duration.ZERO)));
  }

  private static int depth(int depth) {
    return TemplateSettings.limits(MapConfig.of("scaffolder.templates.maxDepth", depth)).maxDepth();
  }
}
