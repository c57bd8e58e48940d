package dev.callboard.platform.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeNameTest {
  private static Config saying(String name) {
    return (Config)
        Proxy.newProxyInstance(
            NodeNameTest.class.getClassLoader(),
            new Class<?>[] {Config.class},
            (proxy, method, arguments) ->
                arguments[0].equals("audit.node") ? Optional.ofNullable(name) : Optional.empty());
  }

  @Test
  void whatTheOperatorSaysGoesBeforeTheEnvironment() {
    assertEquals("n1", NodeName.of(saying("n1"), Map.of("HOSTNAME", "host")));
    assertEquals("host", NodeName.of(saying(null), Map.of("HOSTNAME", "host ")));
  }

  @Test
  void itIsNeverEmpty() {
    assertFalse(NodeName.of(saying(null), Map.of()).isEmpty());
  }
}
