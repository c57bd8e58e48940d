package dev.callboard.it.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.it.support.InContainer;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.events.EventService;
import dev.callboard.platform.events.EventSubscriber;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.inject.Inject;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

@InContainer
public class EventsIT {
  @Inject BundleContext context;
  @Inject EventService events;

  @Test
  public void aSubscriberGetsItsEventsInOrderUntilItGoes() throws Exception {
    CountDownLatch all = new CountDownLatch(1000);
    List<Object> numbers = Collections.synchronizedList(new ArrayList<>());
    EventSubscriber subscriber =
        new EventSubscriber() {
          @Override
          public Set<String> topics() {
            return Set.of("it.*");
          }

          @Override
          public void onEvent(Event event) {
            numbers.add(event.payload().get("number"));
            all.countDown();
          }
        };
    ServiceRegistration<EventSubscriber> registration =
        context.registerService(EventSubscriber.class, subscriber, null);
    for (int number = 0; number < 1000; number++) {
      events.publish(new Event("it.numbers", Map.of("number", number)));
      events.publish(new Event("other", Map.of("number", -1)));
    }
    assertTrue(all.await(20, TimeUnit.SECONDS), "all events arrive");
    registration.unregister();
    events.publish(new Event("it.numbers", Map.of("number", 1000)));
    assertEquals(IntStream.range(0, 1000).boxed().toList(), numbers);
  }
}
