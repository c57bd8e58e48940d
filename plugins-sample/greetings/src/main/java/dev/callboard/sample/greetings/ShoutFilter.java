package dev.callboard.sample.greetings;

import dev.callboard.scaffolder.api.TemplateFilter;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Component;

/** The filter {@code shout}: {@code ${{ 'hello' | shout }}} gives {@code HELLO!}. */
@Component(service = TemplateFilter.class)
public final class ShoutFilter implements TemplateFilter {
  @Override
  public String name() {
    return "shout";
  }

  @Override
  public String description() {
    return "Makes a text loud.";
  }

  @Override
  public Object apply(Object value, List<Object> arguments) {
    return String.valueOf(value).toUpperCase(Locale.ROOT) + "!";
  }
}
