package dev.callboard.it.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.it.support.InContainer;
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
    List<String> others =
        Arrays.stream(context.getBundles())
            .filter(bundle -> bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null)
            .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
            .map(bundle -> bundle.getSymbolicName() + " is in state " + bundle.getState())
            .toList();
    assertEquals(List.of(), others);
  }
}
