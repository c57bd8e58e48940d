package dev.callboard.it.platform;

import dev.callboard.it.support.InContainer;
import dev.callboard.it.support.Poll;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.inject.Inject;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

@InContainer
public class DistributionIT {
  @Inject BundleContext context;

  @Test
  public void everyBundleOfTheDistributionIsActive() {
    // Plugins of the installation come up beside the rest.
    Poll.until("all to be active", Duration.ofSeconds(60), this::others, List::isEmpty);
  }

  private List<String> others() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null)
        .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
        .map(bundle -> bundle.getSymbolicName() + " is in state " + bundle.getState())
        .toList();
  }
}
