package dev.callboard.sample.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HelloPluginTest {
  @Test
  void theApplicationServesTheGreeting() {
    Set<Object> resources = new HelloPlugin().getSingletons();

    assertEquals(1, resources.size());
    HelloPlugin.Greeting greeting =
        assertInstanceOf(HelloPlugin.Greeting.class, resources.iterator().next());
    assertEquals(Map.of("message", "Hello from Callboard"), greeting.greet());
  }
}
