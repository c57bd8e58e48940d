package dev.callboard.plugins.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Asks Declarative Services how the components of a bundle are. Does not block. */
final class ComponentDiagnosis {
  private static final String APPLICATION = "jakarta.ws.rs.core.Application";

  private final Supplier<Optional<ServiceComponentRuntime>> runtime;

  ComponentDiagnosis(Supplier<Optional<ServiceComponentRuntime>> runtime) {
    this.runtime = runtime;
  }

  /** Returns why a component failed, or empty when none did. */
  Optional<String> failure(Bundle bundle) {
    for (ComponentConfigurationDTO component : components(bundle)) {
      if (component.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
        String failure = component.failure == null ? "no reason" : component.failure;
        return Optional.of(
            "The component "
                + component.description.name
                + " failed: "
                + Reasons.firstLine(failure));
      }
    }
    return Optional.empty();
  }

  /** Returns a sentence for each component that waits for something. */
  List<String> waiting(Bundle bundle) {
    return waiting(bundle, false);
  }

  /** Returns what the REST application of a bundle waits for; empty when it is there. */
  List<String> restWaiting(Bundle bundle) {
    return waiting(bundle, true);
  }

  private List<String> waiting(Bundle bundle, boolean restOnly) {
    List<String> sentences = new ArrayList<>();
    for (ComponentConfigurationDTO component : components(bundle)) {
      if (restOnly && !Set.of(component.description.serviceInterfaces).contains(APPLICATION)) {
        continue;
      }
      String prefix = "The component " + component.description.name + " waits for ";
      if (component.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION) {
        sentences.add(
            prefix
                + "the configuration "
                + String.join(", ", component.description.configurationPid)
                + ".");
      }
      if (component.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
        sentences.add(prefix + references(component) + ".");
      }
    }
    return sentences;
  }

  private static String references(ComponentConfigurationDTO component) {
    List<String> names = new ArrayList<>();
    for (UnsatisfiedReferenceDTO reference : component.unsatisfiedReferences) {
      String service =
          java.util.Arrays.stream(component.description.references)
              .filter(declared -> declared.name.equals(reference.name))
              .map(declared -> declared.interfaceName)
              .findFirst()
              .orElse(reference.name);
      String target = reference.target == null ? "" : " with " + reference.target;
      names.add("the service " + service + target);
    }
    return String.join(" and ", names);
  }

  private List<ComponentConfigurationDTO> components(Bundle bundle) {
    List<ComponentConfigurationDTO> found = new ArrayList<>();
    Optional<ServiceComponentRuntime> scr = runtime.get();
    if (scr.isEmpty() || bundle.getState() != Bundle.ACTIVE) {
      return found;
    }
    for (ComponentDescriptionDTO description : scr.get().getComponentDescriptionDTOs(bundle)) {
      found.addAll(scr.get().getComponentConfigurationDTOs(description));
    }
    return found;
  }
}
