package dev.callboard.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MetricsTextTest {
  @Test
  void gaugesHaveTheirHelpAndTheirValuesWithLabels() {
    MetricsText text =
        new MetricsText("shop_")
            .gauge("orders", "Orders that are open.")
            .value(3)
            .gauge("age_seconds", "Age of the oldest.")
            .value(0.5, "state", "new", "place", "a \"b\" \\ c\nd");
    assertEquals(
        """
        # HELP shop_orders Orders that are open.
        # TYPE shop_orders gauge
        shop_orders 3
        # HELP shop_age_seconds Age of the oldest.
        # TYPE shop_age_seconds gauge
        shop_age_seconds{state="new",place="a \\"b\\" \\\\ c\\nd"} 0.5
        """,
        text.toString());
  }
}
