package dev.callboard.it.browser;

import com.microsoft.playwright.options.ColorScheme;
import dev.callboard.it.support.Product;
import java.util.List;
import java.util.Locale;

/**
 * How a window looks.
 *
 * @param theme which of the two themes
 * @param width of the window in pixels
 * @param height of the window in pixels
 */
public record Look(ColorScheme theme, int width, int height) {
  /** A desktop in the light theme. */
  public static final Look LIGHT = new Look(ColorScheme.LIGHT, 1280, 900);

  /** A desktop in the dark theme. */
  public static final Look DARK = new Look(ColorScheme.DARK, 1280, 900);

  /** A telephone in the light theme. */
  public static final Look PHONE = new Look(ColorScheme.LIGHT, 360, 740);

  /** A large screen in the dark theme. */
  public static final Look WIDE = new Look(ColorScheme.DARK, 2560, 1440);

  /** A telephone in the dark theme. */
  public static final Look DARK_PHONE = new Look(ColorScheme.DARK, 360, 740);

  /**
   * Those in which each page is looked at: each theme and each width once, and with {@code --long}
   * the themes on a desktop and the telephone by themselves.
   */
  public static final List<Look> ALL =
      Product.isLong() ? List.of(LIGHT, DARK, PHONE, WIDE) : List.of(LIGHT, DARK_PHONE, WIDE);

  @Override
  public String toString() {
    return theme.name().toLowerCase(Locale.ROOT) + "-" + width;
  }
}
